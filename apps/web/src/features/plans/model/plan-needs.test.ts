import { expect, it } from 'vitest';
import { emptyForm, isConfirmed, listNeeds } from './plan-needs.ts';

const writes = { create: 1, repoint: 8, delete: 0, restore: 0, copy: 0 };
const plan = (needs: object = {}) => ({ writes, needs: { accept: [], blocked: 0, ...needs } });

it('needs nothing where nothing is asked', () => {
  expect(listNeeds(plan(), emptyForm)).toEqual([]);
});

it('names all that is missing, and drops what was said', () => {
  const asked = plan({ accept: ['a', 'b'], blocked: 2, confirm: 9 });
  expect(listNeeds(asked, emptyForm)).toEqual([
    { id: 'blocked', count: 2 },
    { id: 'accept', count: 2 },
    { id: 'confirm' },
  ]);
  expect(listNeeds(asked, { accepted: new Set(['a', 'b', 'other']), typed: '9' })).toEqual([
    { id: 'blocked', count: 2 },
  ]);
});

it('cannot be applied where nothing would be written', () => {
  const none = { ...plan({ accept: ['a'] }), writes: { ...writes, create: 0, repoint: 0 } };
  expect(listNeeds(none, emptyForm)).toEqual([]);
});

it.each([
  ['12431', true],
  [' 12,431 ', true],
  ['12.431', true],
  ['1243', false],
  ['', false],
])('takes %j for the number 12,431: %j', (typed, yes) => {
  expect(isConfirmed(typed, 12_431)).toBe(yes);
});
