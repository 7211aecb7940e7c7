import { getSymlink } from '@signpost/oss-client';
import { beforeEach, expect, it, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('plan-csv');
const plans = drivePlans(suite);
const connection = 'default';

beforeEach(() => {
  const { admin } = suite.stack;
  for (const key of ['a', '=1+1', "it's; here", '工具/🚀.tgz'])
    admin.putSymlink({ bucket: suite.bucket, key, target: 'v1/app.txt', contentType: 'text/plain' });
});

const draft = (text: string) => plans.draft({ kind: 'csv', text });
const refuse = (text: string) =>
  expectProblem(suite.stack.bffUrl, 'draftPlan', {
    body: { connection, bucket: suite.bucket, source: { kind: 'csv', text } },
  });

async function scan(): Promise<void> {
  const body = { connection, bucket: suite.bucket };
  await expectOk(suite.stack.bffUrl, 'startScan', { body });
  for (;;) {
    const { items } = await expectOk(suite.stack.bffUrl, 'listCoverage', { query: body });
    if (items[0]?.state === 'complete') return;
  }
}

it('creates, repoints and leaves links as a file says, and keeps those it does not name', async () => {
  const plan = await draft('key;target\r\na;v2/app.txt\r\nnew;v1/app.txt\r\n');
  expect(plan).toMatchObject({
    origin: { kind: 'csv', lines: 2 },
    writes: { create: 1, repoint: 1, delete: 0 },
  });
  expect((await plans.apply(plan)).outcomes).toEqual({ applied: 2 });
  const { client } = suite.stack;
  expect((await getSymlink(client, { bucket: suite.bucket, key: 'a' })).target).toBe('v2/app.txt');
  expect((await getSymlink(client, { bucket: suite.bucket, key: 'new' })).target).toBe('v1/app.txt');
  expect((await getSymlink(client, { bucket: suite.bucket, key: '=1+1' })).target).toBe('v1/app.txt');
});

it('takes an exported file for no change at all', async () => {
  await scan();
  const search = new URLSearchParams({ connection, bucket: suite.bucket }).toString();
  const answer = await fetch(`${suite.stack.bffUrl}/api/v1/links/export?${search}`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.startsWith('\uFEFFkey,target,class,acl\r\n')).toBe(true);
  // A spreadsheet must not run it.
  expect(text).toContain(`"'=1+1"`);
  const plan = await draft(text);
  expect(plan).toMatchObject({ rows: 4, kinds: { unchanged: 4 }, writes: { create: 0, repoint: 0 } });
});

it('takes class and ACL of a file, and sees where they are so already', async () => {
  const plan = await draft('key,target,class,acl\na,v1/app.txt,IA,public-read\n');
  await plans.apply(plan);
  expect((await suite.view('a')).state).toMatchObject({
    link: { acl: { value: 'public-read' }, storageClass: { value: 'IA' }, target: 'v1/app.txt' },
  });
  expect((await draft('key,target,class,acl\na,v1/app.txt,IA,public-read\n')).kinds).toEqual({
    unchanged: 1,
  });
});

it('never replaces an object', async () => {
  const plan = await draft('key,target\nv1/app.txt,v2/app.txt\n');
  expect((await plans.rows(plan.id))[0]).toMatchObject({
    decision: 'leave',
    problem: { code: 'proof-required' },
  });
});

test.each([
  ['key,target\na,b,c\n', [{ line: 2, problem: 'cell-count', found: 3, wanted: 2 }]],
  ['key\na\n', [{ line: 1, column: 'target', problem: 'column-missing' }]],
  ['key,target,colour\n', [{ line: 1, problem: 'column-unknown', name: 'colour' }]],
  ['key,target\na,b\nc,d\na,e\n', [{ line: 4, column: 'key', problem: 'key-repeated', firstLine: 2 }]],
  ['key,target\n"a,b\n', [{ problem: 'quotes' }]],
])('a file with mistakes is refused with line and column: %j', async (text, faults) => {
  const { code, errors } = await refuse(text);
  expect(code).toBe('invalid-request');
  expect(errors).toMatchObject(faults.map((params) => ({ pointer: '#/source/text', rule: 'csv', params })));
});

test('a file without rows makes no plan', async () => {
  expect((await refuse('key,target\r\n')).code).toBe('plan-empty');
});

test('what can be no link is named in its row, and the others can be written', async () => {
  const plan = await draft('key,target,acl\na,a,\nb,v1/app.txt,everybody\nc,v1/app.txt,\n');
  expect(await plans.rows(plan.id)).toMatchObject([
    { key: 'a', decision: 'leave', problem: { code: 'target-is-key' } },
    { key: 'b', decision: 'leave', problem: { code: 'acl-unknown' } },
    { key: 'c', decision: 'write' },
  ]);
});
