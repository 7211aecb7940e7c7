import { describe, expect, it } from 'vitest';
import { applyRenaming, findRenaming } from './version-renaming.ts';

describe('the version in names', () => {
  it.each([
    ['cli-2.14.0.tgz', 'cli-2.15.0.tgz'],
    ['2.14.0/cli-2.14.0-linux.7z', '2.15.0/cli-2.15.0-linux.7z'],
    ['cli-2.14.0.7z', 'cli-2.15.0.7z'],
    ['cliv2.14.0.tgz', 'cliv2.15.0.tgz'],
    ['cli-12.14.0.tgz', 'cli-12.14.0.tgz'],
    ['cli-2.14.01.tgz', 'cli-2.14.01.tgz'],
    ['cli-2.14.0.1.tgz', 'cli-2.14.0.1.tgz'],
    ['cli-1.2.14.0.tgz', 'cli-1.2.14.0.tgz'],
    ['词2.14.0典🚀2.14.0', '词2.15.0典🚀2.15.0'],
    ['', ''],
  ])('turns %s into %s', (name, expected) => {
    expect(applyRenaming(name, { from: '2.14.0', to: '2.15.0' })).toBe(expected);
  });

  it('takes words as a whole only', () => {
    const renaming = { from: 'blue', to: 'green' };
    expect(applyRenaming('blueprint-blue.pdf', renaming)).toBe('blueprint-green.pdf');
    expect(applyRenaming('词表2026年版.txt', { from: '2026年', to: '2027年' })).toBe('词表2027年版.txt');
  });

  it.each([
    ['2.14.0/', '2.15.0/', 'cli-2.14.0.tgz', 'cli-2.15.0.tgz', '2.14.0', '2.15.0'],
    ['v2.14.0/', 'v2.15.0-rc.1/', 'cli-2.14.0.tgz', 'cli-2.15.0-rc.1.tgz', '2.14.0', '2.15.0-rc.1'],
    ['v2.14.0/', 'v2.15.0/', 'v2.14.0.tgz', 'v2.15.0.tgz', 'v2.14.0', 'v2.15.0'],
    ['2.14.0/', '2.15.0/', 'cli_2_14_0.exe', 'cli_2_15_0.exe', '2_14_0', '2_15_0'],
    ['2.14.0/', '2.15.0/', 'ch-2.14.html', 'ch-2.15.html', '2.14', '2.15'],
    ['2.14.0/bin/', '2.15.0/bin/', 'x/cli-2.14.0', 'x/cli-2.15.0', '2.14.0', '2.15.0'],
    ['blue/', 'green/', 'cli-1.4.2.tgz', 'cli-1.5.0.tgz', '1.4.2', '1.5.0'],
    ['blue/', 'green/', 'app.blue.js', 'app.green.js', 'blue', 'green'],
    ['语料/2026年/', '语料/2027年/', '词表2026年.txt', '词表2027年.txt', '2026年', '2027年'],
  ])('is found for %s and %s: %s becomes %s', (from, to, name, newName, old, next) => {
    const names = ['VERSION', name];
    expect(findRenaming({ from, to, names, newNames: ['VERSION', newName] })).toEqual({
      from: old,
      to: next,
    });
  });

  it('is left alone where the same names match as well', () => {
    const names = ['VERSION', 'cli-2.14.0.tgz'];
    const folders = { from: '2.14.0/', to: '2.15.0/' };
    expect(findRenaming({ ...folders, names, newNames: names })).toBeUndefined();
    expect(findRenaming({ ...folders, names: [], newNames: names })).toBeUndefined();
    expect(findRenaming({ ...folders, names, newNames: [] })).toBeUndefined();
  });

  it('is looked for in time proportional to the names', () => {
    const hostile = `${'1'.repeat(100_000)}a${'1.'.repeat(50_000)}z`;
    const started = performance.now();
    findRenaming({ from: '1/', to: '2/', names: [hostile], newNames: [hostile] });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
