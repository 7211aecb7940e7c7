import { expect, it } from 'vitest';
import { toPlanAct } from './plan-act.ts';

const move = {
  kind: 'folder-move',
  prefix: 'cli/latest/',
  to: 'cli/2.15.0-rc.1/',
  renaming: 'same',
} as const;

it('names a move by the folder and the two that it follows', () => {
  expect(toPlanAct({ ...move, from: 'cli/2.14.0/' })).toEqual({
    id: 'folder-move',
    values: { prefix: 'cli/latest/', from: '2.14.0', to: '2.15.0-rc.1' },
  });
  expect(toPlanAct(move).id).toBe('folder-new');
});

it('keeps folders apart that share nothing with the links', () => {
  const { values } = toPlanAct({ ...move, to: 'other/deep/' });
  expect(values).toMatchObject({ to: 'other/deep' });
});

it('shows hidden signs of a prefix as escapes', () => {
  const act = toPlanAct({ kind: 'delete-links', links: { prefix: 'a\u202E/' } });
  expect(act).toEqual({ id: 'delete-links-prefix', values: { prefix: 'a‹U+202E›/' } });
});

it('names a rule by what it does to targets', () => {
  const links = { keys: 2 };
  expect(toPlanAct({ kind: 'rule', links, rule: { kind: 'swap-prefix', from: 'v1/', to: 'v2/' } })).toEqual({
    id: 'rule-swap-prefix',
    values: { from: 'v1/', to: 'v2/' },
  });
  expect(
    toPlanAct({ kind: 'rule', links, rule: { kind: 'glob', pattern: 'v1/*', replacement: 'v2/$1' } }),
  ).toEqual({ id: 'rule-glob', values: { from: 'v1/*', to: 'v2/$1' } });
  expect(toPlanAct({ kind: 'rule', links, rule: { kind: 'flatten' } }).id).toBe('rule-flatten');
});

it('counts links that were named', () => {
  expect(toPlanAct({ kind: 'delete-links', links: { keys: 12 } })).toEqual({
    id: 'delete-links-keys',
    values: { count: 12 },
  });
});
