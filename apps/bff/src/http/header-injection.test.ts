import { operations, type Operation, type OperationName } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { toInputs } from '../testing/operation-inputs.ts';
import { sendRaw, type RawAnswer } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** A line of its own wherever it gets into a header as it is. */
const evil = 'a"\r\nx-injected: 1\r\n\r\nb';
const bucket = 'safe';
let stack: Stack;
const sent: Record<string, unknown>[] = [];
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: evil, body: 'x' });
  stack.admin.putObject({ bucket, key: 'plain', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'link', target: evil });
  stack.faults.add({
    effect: { kind: 'hook', run: (context) => void sent.push(context as unknown as Record<string, unknown>) },
  });
});
afterAll(() => stack.stop());

const csrf = { 'x-signpost-csrf': '1' };
/** Streams go on for as long as somebody listens. */
const streams = new Set<OperationName>(['watchPlan', 'watchScan']);
const table = (Object.entries(operations) as [OperationName, Operation][]).filter(
  ([name]) => !streams.has(name),
);
const inputs = toInputs({ bucket, key: evil, prefix: `${evil}/` }) as unknown as Record<
  OperationName,
  { query?: Record<string, string>; body?: object; ifMatch?: string; ifNoneMatch?: string }
>;

function expectUninjected({ headers, status }: RawAnswer): void {
  expect(headers['x-injected']).toBeUndefined();
  expect(status).not.toBe(500);
}

test.each(table.filter(([, { method }]) => method === 'GET').map(([name, row]) => ({ name, row })))(
  '$name answers a name with line breaks without a line of its own',
  async ({ name, row }) => {
    const query = inputs[name].query ?? {};
    const asks = [query, ...Object.keys(query).map((member) => ({ ...query, [member]: evil }))];
    for (const ask of asks)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expectUninjected(await sendRaw(`${stack.bffUrl}${row.path}?${new URLSearchParams(ask).toString()}`));
  },
);

test('a file is saved under a name that stays within its header', async () => {
  const query = new URLSearchParams({ connection: 'default', bucket, key: evil });
  const answer = await sendRaw(`${stack.bffUrl}${operations.downloadObject.path}?${query.toString()}`);
  expectUninjected(answer);
  expect(answer).toMatchObject({ status: 200, text: 'x' });
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[^"\r\n]*"/);
});

describe('what becomes a header of a request to OSS', () => {
  const write = (body: object): Promise<RawAnswer> =>
    sendRaw(`${stack.bffUrl}${operations.createLink.path}`, {
      method: 'POST',
      headers: { ...csrf, 'content-type': 'application/json', 'if-none-match': '*' },
      body: JSON.stringify({ connection: 'default', bucket, target: 'plain', ...body }),
    });

  test.each([
    ['a header', { headers: { contentType: evil } }],
    ['a header that is kept', { headers: { cacheControl: evil } }],
    ['metadata', { metadata: { note: evil } }],
    ['a name of metadata', { metadata: { [evil]: 'x' } }],
    ['a name of a tag', { tags: { [evil]: 'x' } }],
    ['a tag', { tags: { a: evil } }],
    ['a storage class', { storageClass: evil }],
    ['an ACL', { acl: evil }],
  ])('%s is refused where it breaks the line', async (what, settings) => {
    sent.length = 0;
    const answer = await write({ key: `new ${what}`, ...settings });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
    expect(sent.filter(({ operation }) => operation === 'PutSymlink')).toEqual([]);
  });

  test('a target with line breaks is not sent, and is told as it is where one is stored', async () => {
    sent.length = 0;
    const answer = await write({ key: 'to-evil', target: evil });
    expect(answer).toMatchObject({ status: 409, json: { code: 'write-blocked' } });
    expect(sent.filter(({ operation }) => operation === 'PutSymlink')).toEqual([]);
    const view = await expectOk(stack.bffUrl, 'getObject', {
      query: { connection: 'default', bucket, key: 'link' },
    });
    expect(view.state).toMatchObject({ link: { target: evil } });
  });

  test('a content type of an upload is refused where it breaks the line', async () => {
    const query = new URLSearchParams({ connection: 'default', bucket, key: 'up', contentType: evil });
    const answer = await sendRaw(`${stack.bffUrl}${operations.uploadObject.path}?${query.toString()}`, {
      method: operations.uploadObject.method,
      headers: { ...csrf, 'content-type': 'application/octet-stream', 'if-none-match': '*' },
      body: 'x',
    });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
  });
});

describe('an address leads to no other site', () => {
  test.each([
    '//evil.example',
    '//evil.example/%2e%2e',
    '//evil.example/..%2f',
    '/\\evil.example',
    '/%5cevil.example/',
    '/%2f%2fevil.example/',
    '/sign-in?to=//evil.example',
    '/sign-in?to=https://evil.example/',
    '/assets//evil.example/..',
    '/c/default?to=https://evil.example',
    '/%0d%0alocation:%20https://evil.example',
  ])('%s', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { headers } = await sendRaw(`${stack.bffUrl}${path}`, {
        method,
        headers: { ...csrf, accept: 'text/html' },
      });
      const location = headers.location;
      expect(location === undefined || new URL(location, stack.bffUrl).origin === stack.bffUrl).toBe(true);
      expect(headers.refresh).toBeUndefined();
    }
  });
});
