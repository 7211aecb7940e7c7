import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEntryFile, orderWrites, phaseOf, type PlannedAction } from './planned-write.ts';

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

  it('keeps the order of writes within a phase', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3)), (phases) => {
        const ordered = orderWrites(phases.map((phase, at) => ({ phase, at })));
        const sorted = phases
          .map((phase, at) => ({ phase, at }))
          .sort((a, b) => a.phase - b.phase || a.at - b.at);
        expect(ordered).toEqual(sorted);
      }),
    );
  });
});
