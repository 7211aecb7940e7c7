import { operations, type Operation, type OperationName } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toInputs } from '../testing/operation-inputs.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let ossCalls = 0;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: 'safe' });
  stack.faults.add({ effect: { kind: 'hook', run: () => void (ossCalls += 1) } });
});
afterAll(() => stack.stop());

const inputs = toInputs({ bucket: 'safe', key: 'k', prefix: 'p/' }) as unknown as Record<
  OperationName,
  { query?: Record<string, string>; body?: object; ifMatch?: string; ifNoneMatch?: string }
>;
const table = Object.entries(operations) as [OperationName, Operation][];

/** Stands for the planted member until the body is text: as an object it would be no member at all. */
const mark = 'planted-member';
const planted: readonly [name: string, text: string][] = [
  ['__proto__', '"__proto__":{"polluted":true}'],
  ['constructor', '"constructor":{"prototype":{"polluted":true}}'],
  ['prototype', '"prototype":{"polluted":true}'],
];

/** The body once for each object in it, with the mark there. */
function plantEverywhere(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, at) => plantEverywhere(item).map((one) => value.with(at, one)));
  if (typeof value !== 'object' || value === null) return [];
  return [
    { ...value, [mark]: 0 },
    ...Object.entries(value).flatMap(([name, inner]) =>
      plantEverywhere(inner).map((one) => ({ ...value, [name]: one })),
    ),
  ];
}

const cases = table
  .filter(([, { body }]) => body !== undefined)
  .flatMap(([name, row]) =>
    plantEverywhere(inputs[name].body).flatMap((body, at) =>
      planted.map(([member, text]) => ({
        name,
        row,
        at,
        member,
        text: JSON.stringify(body).replace(`"${mark}":0`, text),
      })),
    ),
  );

function isClean(): boolean {
  return (
    !('polluted' in {}) && !Object.hasOwn(Object.prototype, 'polluted') && !('polluted' in (() => undefined))
  );
}

test('every operation with a body is asked', () => {
  const asked = new Set(cases.map(({ name }) => name));
  expect(asked.size).toBeGreaterThan(30);
  expect(table.filter(([name, { body }]) => body !== undefined && !asked.has(name))).toEqual([]);
});

test.each(cases)('$name refuses a body with $member in its object $at', async ({ name, row, text }) => {
  ossCalls = 0;
  const { ifMatch, ifNoneMatch } = inputs[name];
  const answer = await sendRaw(`${stack.bffUrl}${row.path}`, {
    method: row.method,
    headers: {
      'content-type': 'application/json',
      'x-signpost-csrf': '1',
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
    },
    body: text,
  });
  expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
  expect(isClean()).toBe(true);
  expect(ossCalls).toBe(0);
});

test.each(table.filter(([, { query }]) => query !== undefined).map(([name, row]) => ({ name, row })))(
  '$name refuses such members in its query',
  async ({ name, row }) => {
    for (const extra of [
      '__proto__=1',
      '__proto__[polluted]=1',
      'constructor=1',
      'constructor[prototype]=1',
    ]) {
      const query = new URLSearchParams(inputs[name].query).toString();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await sendRaw(`${stack.bffUrl}${row.path}?${query}&${extra}`, {
        headers: { 'content-type': 'application/octet-stream', 'x-signpost-csrf': '1' },
        method: row.method,
      });
      expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
      expect(isClean()).toBe(true);
    }
  },
);

test('names that objects have by birth are names of metadata and tags like others', async () => {
  const answer = await sendRaw(`${stack.bffUrl}${operations.preflight.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signpost-csrf': '1' },
    body: JSON.stringify({
      action: 'create',
      connection: 'default',
      bucket: 'safe',
      key: 'k',
      target: 't',
      metadata: { constructor: 'x', valueof: 'y' },
    }),
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ after: { metadata: { constructor: 'x', valueof: 'y' } } });
});
