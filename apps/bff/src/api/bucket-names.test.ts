import { operations, type Operation, type OperationName } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { membersOf } from '../testing/operation-members.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let calls: string[] = [];
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  stack = await startStack();
  stack.faults.add({ effect: { kind: 'hook', run: ({ operation }) => void calls.push(operation) } });
});
afterAll(async () => {
  await stack.stop();
  process.off('unhandledRejection', onUnhandled);
});
beforeEach(() => {
  calls = [];
});

/** Every place of the API that names a bucket. A grant names a pattern instead. */
const places = (Object.entries(operations) as [OperationName, Operation][]).flatMap(([name, row]) =>
  (name === 'addGrant' ? [] : (['query', 'body'] as const))
    .filter((part) => row[part] !== undefined && membersOf(row[part]).includes('bucket'))
    .map((part) => ({ name, row, part })),
);

const filled = {
  connection: 'default',
  key: 'k',
  target: 't',
  typed: '',
  text: 'x',
  part: 'tags',
  action: 'create',
  links: [],
  prefixes: [],
  prefix: 'p/',
  rule: { kind: 'flatten' },
  source: { kind: 'folder-move', prefix: 'p/', to: 'q/' },
};
const selection = { by: 'keys', keys: ['k'] };
/** Members that an operation takes in a form of its own. */
const own: Partial<Record<OperationName, object>> = {
  previewRule: { links: selection },
  exportSelection: { links: selection },
  exportChanges: { format: 'csv' },
  exportAudit: { format: 'csv' },
  exportManifest: { format: 'json' },
  restoreObject: { storageClass: 'Archive', days: 1 },
  startScan: { source: { kind: 'list' } },
  controlScan: { do: 'pause' },
  setScanSchedule: { schedule: { repeat: 'off' } },
};

function send({ name, row, part }: (typeof places)[number], bucket: string) {
  const known = membersOf(row[part]);
  const input = Object.fromEntries(
    Object.entries({ ...filled, ...own[name], bucket }).filter(([member]) => known.includes(member)),
  );
  const query = part === 'query' ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : '';
  return sendRaw(`${stack.bffUrl}${row.path}${query}`, {
    method: row.method,
    headers: {
      'x-signpost-csrf': '1',
      'content-type': name === 'uploadObject' ? 'application/octet-stream' : 'application/json',
      'if-match': '"l.x"',
    },
    ...(row.method === 'GET' ? {} : { body: part === 'body' ? JSON.stringify(input) : 'x' }),
  });
}

test('the table has operations that take a bucket in the query and in the body', () => {
  expect(places.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['listCoverage', 'listLinks', 'listChanges', 'startScan', 'preflight']),
  );
});

test.each(places.map((place) => [place.name, place] as const))(
  '%s answers 400 for a bucket name that OSS refuses, without a call to OSS',
  async (_name, place) => {
    const names = ['A_B', 'b1', '-ab', 'ab-', 'a.b.c', '..', 'a b', 'x'.repeat(64), '名字名字', '__proto__'];
    for (const bucket of names) {
      const answer = await send(place, bucket);
      expect(answer, bucket).toMatchObject({
        status: 400,
        json: {
          code: 'invalid-request',
          errors: [{ pointer: place.part === 'query' ? '#/query/bucket' : '#/bucket' }],
        },
      });
    }
    expect(calls).toEqual([]);
    expect(unhandled).toEqual([]);
  },
);
