import { describe, expect, it } from 'vitest';
import {
  areSettingsValid,
  defaultSettings,
  findMetadataProblems,
  findTagProblems,
  metadataBytes,
} from './link-settings.ts';

const line = (id: number, name: string, value = ''): { id: number; name: string; value: string } => ({
  id,
  name,
  value,
});

describe('settings of a new link', () => {
  it('refuse metadata names that OSS refuses', () => {
    const problems = findMetadataProblems([
      line(1, 'a_b'),
      line(2, ''),
      line(3, 'Team'),
      line(4, 'team'),
      line(5, 'ok', 'x\n'),
    ]);
    expect([...problems]).toEqual([
      [1, 'metadata-name'],
      [2, 'name-empty'],
      [4, 'duplicate'],
      [5, 'metadata-value'],
    ]);
  });

  it('take the header values that OSS takes', () => {
    const values = ['a\tb', ' a', 'a\ud800', 'a\u007f', '\u00a0a'].map((value, id) =>
      line(id, `n${id}`, value),
    );
    expect([...findMetadataProblems(values).keys()]).toEqual([1, 2, 3]);
  });

  it('count metadata in bytes of names and values', () => {
    expect(metadataBytes([line(1, 'ab', '文件')])).toBe(8);
    expect(areSettingsValid({ ...defaultSettings, metadata: [line(1, 'a', 'x'.repeat(8191))] })).toBe(true);
    expect(areSettingsValid({ ...defaultSettings, metadata: [line(1, 'a', 'x'.repeat(8192))] })).toBe(false);
  });

  it('hold tags to their characters, lengths and number', () => {
    expect([
      ...findTagProblems([line(1, 'a&b'), line(2, 'team', 'a!'), line(3, 'k', 'v'), line(4, 'k', 'w')]),
    ]).toEqual([
      [1, 'tag-name'],
      [2, 'tag-value'],
      [4, 'duplicate'],
    ]);
    expect(findTagProblems([line(1, '团队', '中'), line(2, '𠮷'.repeat(128), '𠮷'.repeat(256))]).size).toBe(
      0,
    );
    const many = Array.from({ length: 11 }, (_, at) => line(at, `k${at}`));
    expect(areSettingsValid({ ...defaultSettings, tags: many.slice(0, 10) })).toBe(true);
    expect(areSettingsValid({ ...defaultSettings, tags: many })).toBe(false);
  });
});
