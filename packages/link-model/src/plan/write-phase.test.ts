import { describe, expect, it } from 'vitest';
import { isEntryFile, phaseOf, type PlannedAction } from './write-phase.ts';

describe('the order of writes in a plan', () => {
  it.each([
    'index.html',
    'a/INDEX.json',
    'a/latest.yml',
    'Version',
    'x/app-Manifest.json',
    'manifest',
    'a//VERSION',
  ])('takes %s for an entry file', (key) => expect(isEntryFile(key)).toBe(true));

  it.each([
    'index/a',
    'manifest/a',
    'latest/VERSION.md5',
    'reindex.html',
    'indexes',
    'my-version',
    'latest',
    '',
  ])('takes %j for an ordinary file', (key) => expect(isEntryFile(key)).toBe(false));

  it('creates first, then repoints, then writes entry files, then removes', () => {
    const steps: [PlannedAction, string][] = [
      ['create', 'a'],
      ['repoint', 'a'],
      ['create', 'VERSION'],
      ['delete', 'VERSION'],
    ];
    expect(steps.map(([action, key]) => phaseOf(action, key))).toEqual([0, 1, 2, 3]);
    expect(phaseOf('repoint', 'VERSION')).toBe(phaseOf('create', 'VERSION'));
  });
});
