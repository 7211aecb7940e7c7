import { expect, test } from 'vitest';
import { isChangeOpen, toChangeStanding } from './change-standing.ts';

const until = '2026-11-22T10:02:00.000Z';

test.each([
  [{ outcome: 'pending', mayArriveUntil: until }, { kind: 'pending' }, true],
  [{ outcome: 'applied' }, { kind: 'applied' }, false],
  [{ outcome: 'failed' }, { kind: 'failed' }, false],
  [
    { outcome: 'failed', problem: { code: 'object-immutable' } },
    { kind: 'failed', code: 'object-immutable' },
    false,
  ],
  [
    { outcome: 'applied', problem: { code: 'version-between', detail: 'V7' } },
    { kind: 'versionBetween', version: 'V7' },
    false,
  ],
  [{ outcome: 'unknown' }, { kind: 'looking' }, true],
  [{ outcome: 'unknown', mayArriveUntil: until }, { kind: 'mayArrive', until }, true],
  [{ outcome: 'unknown', mayArriveUntil: until, overwrittenBy: '2' }, { kind: 'mayArrive', until }, true],
  [{ outcome: 'unknown', overwrittenBy: 'outside' }, { kind: 'overwritten' }, false],
  [{ outcome: 'applied', overtook: '2' }, { kind: 'arrivedLate' }, false],
  [{ outcome: 'applied', overtakenBy: '1' }, { kind: 'replacedByLate' }, false],
  [
    { outcome: 'applied', earlier: { change: '1', mayArriveUntil: until } },
    { kind: 'mayBeReplaced', until },
    true,
  ],
] as const)('%o stands as %o', (change, standing, open) => {
  expect(toChangeStanding(change)).toEqual(standing);
  expect(isChangeOpen(change)).toBe(open);
});
