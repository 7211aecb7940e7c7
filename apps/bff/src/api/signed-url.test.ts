import { operations, type Operation, type OperationName } from '@signpost/api-contract';
import { presignGetObject } from '@signpost/oss-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { membersOf } from '../testing/operation-members.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let presigned: string;
beforeAll(async () => {
  stack = await startStack({ bff: { logLevel: 'trace' } });
  stack.admin.putBucket({ name: 'vault' });
  presigned = await presignGetObject(stack.client, { bucket: 'vault', key: 'a', expiresSeconds: 60 });
});
afterAll(() => stack.stop());

/** What a text of an operation's query or body is called where it may hold a key. */
const keyNames = ['key', 'prefix', 'target', 'typed', 'text', 'startAfter'];

const places = (Object.entries(operations) as [OperationName, Operation][]).flatMap(([name, row]) =>
  (['query', 'body'] as const).flatMap((part) =>
    [...new Set(row[part] === undefined ? [] : membersOf(row[part]))]
      .filter((member) => keyNames.includes(member))
      .map((member) => ({ name, row, part, member })),
  ),
);

const filled = {
  connection: 'default',
  bucket: 'vault',
  key: 'k',
  target: 't',
  typed: '',
  text: 'x',
  part: 'tags',
};
/** Members that an operation takes in a form of its own. */
const own: Partial<Record<OperationName, object>> = {
  exportChanges: { format: 'csv' },
  exportManifest: { format: 'json' },
  exportAudit: { format: 'csv' },
  restoreObject: { storageClass: 'Archive', days: 1 },
  addGrant: { subject: { kind: 'user', id: 'x' }, role: 'viewer' },
};

async function send({ name, row, part, member }: (typeof places)[number], value: string) {
  const known = membersOf(row[part]);
  const given = Object.fromEntries(
    Object.entries({ ...filled, ...own[name], action: 'create', [member]: value }).filter(([one]) =>
      known.includes(one),
    ),
  );
  const query = part === 'query' ? `?${new URLSearchParams(given).toString()}` : '';
  return sendRaw(`${stack.bffUrl}${row.path}${query}`, {
    method: row.method,
    headers: {
      'x-signpost-csrf': '1',
      'content-type': name === 'uploadObject' ? 'application/octet-stream' : 'application/json',
      'if-none-match': '*',
    },
    ...(row.method === 'GET' ? {} : { body: part === 'body' ? JSON.stringify(given) : 'x' }),
  });
}

test('the table has keys in queries and in bodies', () => {
  expect(places.map(({ name, member }) => `${name} ${member}`)).toEqual(
    expect.arrayContaining([
      'listLinks prefix',
      'listLinks target',
      'uploadObject key',
      'preflight key',
      'createLink target',
      'search text',
    ]),
  );
});

test.each(places.map((place) => [`${place.name} ${place.member}`, place] as const))(
  '%s refuses a presigned URL without repeating it',
  async (_title, place) => {
    const signature = /signature=([^&]+)/i.exec(presigned)?.[1] ?? 'none';
    for (const value of [presigned, ` ${presigned}`, presigned.replace('?', '#')]) {
      const answer = await send(place, value);
      expect(answer).toMatchObject({
        status: 400,
        json: {
          code: 'invalid-request',
          errors: [{ pointer: `${place.part === 'query' ? '#/query' : '#'}/${place.member}` }],
        },
      });
      expect(JSON.stringify(answer)).not.toContain(signature);
    }
    expect(stack.log.filter((line) => line.includes(signature))).toEqual([]);
  },
);

test('a key may hold a question mark, and may look like a plain address', async () => {
  const create = places.find(({ name, member }) => name === 'preflight' && member === 'key');
  for (const key of ['what?.txt', 'a?Signature=b', 'https://example.com/a?b=1'])
    expect(await send(create!, key), key).toMatchObject({ status: 200 });
});
