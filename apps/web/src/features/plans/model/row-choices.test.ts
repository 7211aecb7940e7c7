import { expect, it } from 'vitest';
import { isUndecided, listRowDecisions, toThen } from './row-choices.ts';

const moved = { kind: 'moved', now: 'v1/a', target: 'v2/a', action: 'repoint' } as const;

it('offers to remove a link only where there is one and it would stay', () => {
  expect(listRowDecisions(moved)).toEqual(['write', 'remove', 'leave']);
  expect(listRowDecisions({ kind: 'created', now: null, action: 'create' })).toEqual(['write', 'leave']);
  expect(listRowDecisions({ ...moved, kind: 'removed', action: 'delete' })).toEqual(['write', 'leave']);
});

it('offers to write only what is planned', () => {
  expect(listRowDecisions({ ...moved, kind: 'alone' })).toEqual(['remove', 'leave']);
  expect(listRowDecisions({ kind: 'skipped', now: null, action: 'repoint' })).toEqual(['leave']);
});

it('says where a link leads afterwards by what was decided', () => {
  expect(toThen({ ...moved, decision: 'write' })).toBe('v2/a');
  expect(toThen({ ...moved, decision: 'remove' })).toBeNull();
  expect(toThen({ ...moved, decision: 'leave' })).toBe('v1/a');
});

it('calls a row undecided until what was found is accepted, or it is left', () => {
  const cold = { code: 'target-cold', level: 'choose', storageClass: 'Archive' } as const;
  expect(isUndecided({ decision: 'write', findings: [cold] }, new Set())).toBe(true);
  expect(isUndecided({ decision: 'write', findings: [cold] }, new Set(['target-cold']))).toBe(false);
  expect(isUndecided({ decision: 'leave', findings: [cold] }, new Set())).toBe(false);
  expect(isUndecided({ decision: 'write', findings: [] }, new Set())).toBe(false);
  expect(
    isUndecided({ decision: 'write', findings: [{ ...cold, level: 'block' }] }, new Set(['target-cold'])),
  ).toBe(true);
});
