import { beforeEach, describe, expect, it, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('plan-manifest');
const plans = drivePlans(suite);

beforeEach(() => {
  const { admin } = suite.stack;
  for (const key of ['live/a', 'live/b', 'other'])
    admin.putSymlink({ bucket: suite.bucket, key, target: 'v1/app.txt', contentType: 'text/plain' });
});

const draft = (text: string) => plans.draft({ kind: 'manifest', text });
const wanted = 'version: 1\nprefix: live/\nlinks:\n  a: v2/app.txt\n  c: v1/app.txt\n';

it('makes the links of a folder as a manifest has them, and leaves those it does not name', async () => {
  const plan = await draft(wanted);
  expect(plan).toMatchObject({
    origin: { kind: 'manifest', prefix: 'live/', prune: false, links: 2 },
    writes: { create: 1, repoint: 1, delete: 0 },
  });
  expect((await plans.apply(plan)).outcomes).toEqual({ applied: 2 });
  expect((await draft(wanted)).kinds).toEqual({ unchanged: 2 });
});

it('removes links that it does not name when it is told to, and asks for the number', async () => {
  const plan = await draft(`prune: true\n${wanted}`);
  expect(plan).toMatchObject({ writes: { delete: 1 }, needs: { confirm: 3, because: 'deletes' } });
  await plans.apply(plan);
  expect((await suite.view('live/b')).state.kind).toBe('absent');
  expect((await suite.view('other')).state.kind).toBe('link');
});

it('reads JSON as well', async () => {
  const text = JSON.stringify({ version: 1, prefix: 'live/', links: { a: 'v1/app.txt' } });
  expect((await draft(text)).kinds).toEqual({ unchanged: 1 });
});

test.each([
  ['links: [', '1:'],
  ['version: 2\nprefix: a/\nlinks: {}\n', 'version'],
  ['version: 1\nprefix: a/\nlinks: {}\ncolour: red\n', ''],
  ['version: 1\nprefix: a/\nlinks:\n  a: b\n  a: c\n', '5:'],
  ['version: 1\nprefix: a/\nlinks:\n  a: 1\n', 'links'],
  ['a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', ''],
  ['--- 1\n--- 2\n', ''],
  ['[]', ''],
])('a text that is no manifest is refused with a place: %j', async (text, where) => {
  const body = { connection: 'default', bucket: suite.bucket, source: { kind: 'manifest', text } } as const;
  const { code, errors } = await expectProblem(suite.stack.bffUrl, 'draftPlan', { body });
  expect(code).toBe('invalid-request');
  expect(errors?.[0]).toMatchObject({ pointer: '#/source/text', rule: 'manifest' });
  expect(String(errors?.[0]?.params?.['where'])).toContain(where);
});

it('takes names that are members of every object for plain names', async () => {
  const names = ['__proto__', 'constructor'];
  const lines = names.map((name) => `  ${name}: v1/app.txt\n`).join('');
  const plan = await draft(`version: 1\nprefix: live/\nlinks:\n${lines}`);
  const keys = (await plans.rows(plan.id)).map(({ key }) => key);
  expect(keys).toEqual(names.map((name) => `live/${name}`));
});

it('is held after a roll-back of its folder, until somebody lets manifests go on', async () => {
  const { bffUrl } = suite.stack;
  const connection = 'default';
  const done = await plans.apply(await draft(wanted));
  const back = await plans.apply(await plans.rollBack(done.id));
  expect(back.holds).toEqual({ prefix: 'live/' });
  const again = await draft(wanted);
  expect(again.heldBy).toEqual({ id: back.id, number: back.number, prefix: 'live/' });
  const body = { connection, plan: again.id, revision: again.revision, accept: again.needs.accept };
  const refused = await expectProblem(bffUrl, 'applyPlan', { body });
  expect(refused).toMatchObject({ code: 'plan-held', params: { plan: back.number, prefix: 'live/' } });
  // Others are not held: neither a manifest of another folder nor a change by hand.
  expect((await draft('version: 1\nprefix: other/\nlinks: {}\n')).heldBy).toBeUndefined();
  const csv = await plans.draft({ kind: 'csv', text: 'key,target\nlive/a,v2/app.txt\n' });
  expect((await plans.apply(csv)).outcomes).toEqual({ applied: 1 });
  const release = { connection, plan: back.id, do: 'release' as const };
  const { stamp } = await plans.get(again.id);
  expect((await expectOk(bffUrl, 'controlPlan', { body: release })).holds).toBeUndefined();
  expect(await expectProblem(bffUrl, 'controlPlan', { body: release })).toMatchObject({
    code: 'plan-not-open',
  });
  const free = await plans.get(again.id);
  expect(free.heldBy).toBeUndefined();
  // Who waits for a change of the plan hears of it.
  expect(free.stamp).not.toBe(stamp);
});

describe('an exported manifest', () => {
  const awkward = [
    '=1+1',
    '- a',
    'a: b',
    '# c',
    "it's",
    '"q"',
    'line\nbreak',
    '工具/🚀.tgz',
    'true',
    '~',
    '\u0085',
  ];

  async function exportOf(query: Record<string, string>): Promise<string> {
    const search = new URLSearchParams({ connection: 'default', bucket: suite.bucket, ...query }).toString();
    const answer = await fetch(`${suite.stack.bffUrl}/api/v1/links/manifest?${search}`);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  it.each(['yaml', 'json'])('is taken for no change at all, as %s', async (format) => {
    const { admin } = suite.stack;
    for (const name of awkward)
      admin.putSymlink({
        bucket: suite.bucket,
        key: `live/${name}`,
        target: `v1/app.txt`,
        contentType: 'text/plain',
      });
    admin.putSymlink({ bucket: suite.bucket, key: `live/${'k'.repeat(1015)}`, target: 'v1/app.txt' });
    const text = await exportOf({ prefix: 'live/', format });
    expect(text).toContain('/api/v1/manifest.schema.json');
    const plan = await draft(text);
    expect(plan).toMatchObject({
      origin: { prefix: 'live/', prune: false },
      rows: awkward.length + 3,
      kinds: { unchanged: awkward.length + 3 },
    });
  });

  it.each(['yaml', 'json'])('of a prefix without links holds none, as %s', async (format) => {
    const text = await exportOf({ prefix: 'nowhere/', format });
    expect(await draft(text)).toMatchObject({ origin: { links: 0 }, rows: 0 });
  });

  it('ends before its end where a target may not be read, instead of leaving the link out', async () => {
    suite.stack.faults.add({
      match: { bucket: suite.bucket, operation: 'GetSymlink', key: 'live/b' },
      effect: { kind: 'error', code: 'AccessDenied' },
    });
    await expect(exportOf({ prefix: 'live/' })).rejects.toThrow();
  });

  it('names a schema that the console serves, and that says what is read', async () => {
    const answer = await fetch(`${suite.stack.bffUrl}/api/v1/manifest.schema.json`);
    const schema = (await answer.json()) as {
      $id: string;
      required: string[];
      properties: object;
      additionalProperties: boolean;
    };
    expect(schema.required).toEqual(['version', 'prefix', 'links']);
    expect(Object.keys(schema.properties)).toEqual(['$schema', 'version', 'prefix', 'prune', 'links']);
    expect(schema.additionalProperties).toBe(false);
    expect(await exportOf({ prefix: 'live/' })).toContain(schema.$id);
  });
});
