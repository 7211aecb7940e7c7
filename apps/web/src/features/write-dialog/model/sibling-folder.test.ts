import { describe, expect, it } from 'vitest';
import { compareVersions, findVersionFolder, stepFolder } from './sibling-folder.ts';

describe('the release folder of a target', () => {
  it.each([
    ['cli/2.14.0/cli.tgz', { parent: 'cli/', current: '2.14.0', rest: 'cli.tgz' }],
    ['cli/2.14.0/bin/cli', { parent: 'cli/', current: '2.14.0', rest: 'bin/cli' }],
    ['web/green/index.html', { parent: 'web/', current: 'green', rest: 'index.html' }],
    ['v1/x', { parent: '', current: 'v1', rest: 'x' }],
  ])('is found in %j', (target, place) => {
    expect(findVersionFolder(target)).toEqual(place);
  });

  it('is not there at the top of the bucket', () => {
    expect(findVersionFolder('cli.tgz')).toBeUndefined();
  });
});

describe('stepping through releases', () => {
  const prefixes = [
    'cli/1.9.4/',
    'cli/2.12.0/',
    'cli/2.13.2/',
    'cli/2.14.0/',
    'cli/2.15.0-rc.1/',
    'cli/2.9.0/',
  ];
  const place = { parent: 'cli/', current: '2.14.0', rest: 'cli-2.14.0.tgz' };

  it('goes by number, and swaps the version inside the name', () => {
    expect(stepFolder(place, prefixes, 'previous')).toBe('cli/2.13.2/cli-2.13.2.tgz');
    expect(stepFolder(place, prefixes, 'next')).toBe('cli/2.15.0-rc.1/cli-2.15.0-rc.1.tgz');
  });

  it('ends at both ends', () => {
    expect(stepFolder({ ...place, current: '1.9.4' }, prefixes, 'previous')).toBeUndefined();
    expect(stepFolder({ ...place, current: '2.15.0-rc.1' }, prefixes, 'next')).toBeUndefined();
  });

  it('finds its way from a folder that is gone', () => {
    expect(stepFolder({ ...place, current: '2.10.0', rest: 'x' }, prefixes, 'previous')).toBe('cli/2.9.0/x');
  });

  it('puts a pre-release before its release', () => {
    expect(['2.15.0', '2.9.0', '2.15.0-rc.2', '2.15.0-rc.10'].sort(compareVersions)).toEqual([
      '2.9.0',
      '2.15.0-rc.2',
      '2.15.0-rc.10',
      '2.15.0',
    ]);
  });
});
