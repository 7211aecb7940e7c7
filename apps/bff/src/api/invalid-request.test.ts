import { requestRules } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: 'bucket' });
  stack.admin.putSymlink({ bucket: 'bucket', key: 'link', target: 't' });
});
afterAll(() => stack.stop());

interface Answer {
  status: number;
  json: { code?: string; errors?: { pointer: string; rule: string; detail: string; params?: object }[] };
}

const get = (path: string): Promise<Answer> => sendRaw(`${stack.bffUrl}${path}`) as Promise<Answer>;
const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  sendRaw(`${stack.bffUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signpost-csrf': '1', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }) as Promise<Answer>;

const scope = { connection: 'default', bucket: 'bucket', key: 'new' };
const at = 'connection=default&bucket=bucket';

test.each<[string, () => Promise<Answer>, object]>([
  [
    'a member left out',
    () => get('/api/v1/objects?connection=default'),
    { pointer: '#/query/bucket', rule: 'missing' },
  ],
  [
    'a member nobody knows',
    () => get(`/api/v1/objects?${at}&colour=red`),
    { pointer: '#/query/colour', rule: 'unknown-member' },
  ],
  [
    'a name given twice',
    () => get(`/api/v1/objects?${at}&bucket=x`),
    { pointer: '#/query/bucket', rule: 'given-twice' },
  ],
  [
    'bytes that are not UTF-8',
    () => get(`/api/v1/objects?${at}&prefix=%ff`),
    { pointer: '#/query/prefix', rule: 'not-utf8' },
  ],
  [
    'a bucket name that OSS refuses',
    () => get('/api/v1/objects?connection=default&bucket=A_B'),
    { pointer: '#/query/bucket', rule: 'bucket-name' },
  ],
  [
    'a limit that is no number',
    () => get(`/api/v1/objects?${at}&limit=0`),
    { pointer: '#/query/limit', rule: 'wrong-form' },
  ],
  [
    'a delimiter of two signs',
    () => get(`/api/v1/objects?${at}&delimiter=//`),
    { pointer: '#/query/delimiter', rule: 'too-many-characters', params: { most: 1 } },
  ],
  [
    'a prefix of 1,024 bytes',
    () => get(`/api/v1/objects?${at}&prefix=${'p'.repeat(1024)}`),
    { pointer: '#/query/prefix', rule: 'too-many-bytes', params: { most: 1023 } },
  ],
  [
    'a start of 1,024 bytes',
    () => get(`/api/v1/objects?${at}&startAfter=${'p'.repeat(1024)}`),
    { pointer: '#/query/startAfter', rule: 'too-many-bytes' },
  ],
  [
    'a typed text of 1,025 bytes in 342 letters',
    () => get(`/api/v1/targets?${at}&typed=${encodeURIComponent('工'.repeat(342))}`),
    { pointer: '#/query/typed', rule: 'too-many-bytes' },
  ],
  [
    'a cursor that OSS never gave',
    () => get(`/api/v1/objects?${at}&cursor=nonsense`),
    { pointer: '#/query/cursor', rule: 'cursor' },
  ],
  [
    'a cursor that the list of links never gave',
    () => get(`/api/v1/links?${at}&cursor=nonsense`),
    { pointer: '#/query/cursor', rule: 'cursor' },
  ],
  [
    'a cursor that the list of changes never gave',
    () => get(`/api/v1/changes?${at}&cursor=nonsense`),
    { pointer: '#/query/cursor', rule: 'cursor' },
  ],
  [
    'an unknown health',
    () => get(`/api/v1/links?${at}&health=bad`),
    { pointer: '#/query/health', rule: 'not-one-of' },
  ],
  [
    'an empty search',
    () => get('/api/v1/search?connection=default&text='),
    { pointer: '#/query/text', rule: 'empty' },
  ],
  ['a key that is empty', () => get(`/api/v1/object?${at}&key=`), { pointer: '#/key', rule: 'empty' }],
  [
    'a key with a slash in front',
    () => get(`/api/v1/object?${at}&key=/x`),
    { pointer: '#/key', rule: 'leading-slash' },
  ],
  [
    'a presigned URL for a key',
    () => get(`/api/v1/object?${at}&key=${encodeURIComponent('https://x.example/a?Signature=b')}`),
    { pointer: '#/query/key', rule: 'signed-url' },
  ],
  ['a body that is no JSON', () => send('/api/v1/links/preflight', '{'), { pointer: '#', rule: 'not-json' }],
  [
    'a number for a text',
    () => send('/api/v1/links/resolve', { connection: 1, bucket: 'bucket', links: [] }),
    { pointer: '#/connection', rule: 'wrong-type', params: { expected: 'string' } },
  ],
  [
    '51 links at once',
    () =>
      send('/api/v1/links/resolve', {
        connection: 'default',
        bucket: 'bucket',
        links: Array.from({ length: 51 }, () => ({ key: 'k' })),
      }),
    { pointer: '#/links', rule: 'too-many-entries', params: { most: 50 } },
  ],
  [
    'a member of an entry left out',
    () =>
      send('/api/v1/links/resolve', { connection: 'default', bucket: 'bucket', links: [{ key: 'k' }, {}] }),
    { pointer: '#/links/1/key', rule: 'missing' },
  ],
  [
    'an action nobody knows',
    () => send('/api/v1/links/preflight', { action: 'burn', ...scope }),
    { pointer: '#/action', rule: 'not-one-of' },
  ],
  [
    'an ACL nobody knows',
    () => send('/api/v1/links', { ...scope, target: 't', acl: 'everybody' }, { 'if-none-match': '*' }),
    { pointer: '#/acl', rule: 'not-one-of' },
  ],
  [
    'both conditions',
    () => send('/api/v1/links', { ...scope, target: 't' }, { 'if-none-match': '*', 'if-match': '"l.x"' }),
    { pointer: '#/headers/if-match', rule: 'condition' },
  ],
  [
    'metadata of more than 8 KB',
    () =>
      send(
        '/api/v1/links',
        { ...scope, target: 't', accept: ['target-missing'], metadata: { m: 'x'.repeat(9000) } },
        { 'if-none-match': '*' },
      ),
    { pointer: '#/metadata', rule: 'too-large' },
  ],
  [
    '11 tags',
    () =>
      send(
        '/api/v1/links',
        {
          ...scope,
          target: 't',
          accept: ['target-missing'],
          tags: Object.fromEntries(Array.from({ length: 11 }, (_one, i) => [`t${i}`, 'v'])),
        },
        { 'if-none-match': '*' },
      ),
    { pointer: '#/tags', rule: 'count' },
  ],
])('%s is a 400 that names the member and the rule', async (_what, ask, fault) => {
  const { status, json } = await ask();
  expect({ status, code: json.code }).toEqual({ status: 400, code: 'invalid-request' });
  expect(json.errors).toEqual([expect.objectContaining(fault)]);
  const [{ rule, detail } = { rule: '', detail: '' }] = json.errors ?? [];
  expect(requestRules).toContain(rule);
  expect(detail).not.toMatch(/\{\w+\}|undefined|Invalid input/);
});
