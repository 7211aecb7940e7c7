import { getSymlink } from '@signpost/oss-client';
import { beforeEach, expect, test } from 'vitest';
import { expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('moves');
const plans = drivePlans(suite);
const source = {
  kind: 'moves',
  folders: [
    { prefix: 'latest/', to: '2.0.0/' },
    { prefix: 'stable/', to: '2.0.0/' },
  ],
  links: [
    { key: 'latest/app', target: '1.0.0/app' },
    { key: 'readme', target: '2.0.0/app' },
  ],
} as const;

beforeEach(() => {
  const { admin } = suite.stack;
  const { bucket } = suite;
  for (const version of ['1.0.0', '2.0.0'])
    for (const name of ['app', 'docs']) admin.putObject({ bucket, key: `${version}/${name}`, body: name });
  admin.putObject({ bucket, key: '2.0.0/new', body: 'new' });
  for (const [folder, cacheControl] of [
    ['latest/', 'max-age=60'],
    ['stable/', 'max-age=3600'],
  ] as const)
    for (const name of ['app', 'docs'])
      admin.putSymlink({ bucket, key: folder + name, target: `1.0.0/${name}`, cacheControl });
  admin.putSymlink({ bucket, key: 'readme', target: '1.0.0/app' });
});

const targetOf = async (key: string): Promise<string> =>
  (await getSymlink(suite.stack.client, { bucket: suite.bucket, key })).target;

test('moves of folders and of single links are one plan, with one row for each key', async () => {
  const plan = await plans.draft({ ...source, folders: [...source.folders], links: [...source.links] });
  const rows = await plans.rows(plan.id);
  expect(Object.fromEntries(rows.map(({ key, target, kind }) => [key, `${kind} ${target ?? ''}`]))).toEqual({
    'latest/app': 'unchanged ',
    'latest/docs': 'moved 2.0.0/docs',
    'latest/new': 'created 2.0.0/new',
    readme: 'changed 2.0.0/app',
    'stable/app': 'moved 2.0.0/app',
    'stable/docs': 'moved 2.0.0/docs',
    'stable/new': 'created 2.0.0/new',
  });
  expect(plan.origin).toEqual({ kind: 'moves', folders: 2, links: 2 });
  await plans.apply(plan);
  expect(await targetOf('stable/docs')).toBe('2.0.0/docs');
  expect(await targetOf('latest/app')).toBe('1.0.0/app');
});

test('a new link takes the settings of its own folder', async () => {
  const plan = await plans.draft({ kind: 'moves', folders: [...source.folders] });
  await plans.apply(plan);
  const cached = await Promise.all(
    ['latest/new', 'stable/new'].map(async (key) => (await suite.view(key)).state),
  );
  expect(cached).toMatchObject([
    { link: { headers: { value: { cacheControl: 'max-age=60' } } } },
    { link: { headers: { value: { cacheControl: 'max-age=3600' } } } },
  ]);
});

test.each([
  [{ links: [{ key: '', target: 'a' }] }, '#/source/links/0/key'],
  [{ links: [{ key: 'a', target: 'x'.repeat(1024) }] }, '#/source/links/0/target'],
  [
    {
      links: [
        { key: 'a', target: 'b' },
        { key: 'a', target: 'c' },
      ],
    },
    '#/source/links/1/key',
  ],
  [
    {
      folders: [
        { prefix: 'a/', to: 'b/' },
        { prefix: 'a/', to: 'c/' },
      ],
    },
    '#/source/folders/1/prefix',
  ],
])('refuses moves that cannot be meant: %j', async (moves, pointer) => {
  const body = { connection: 'default', bucket: suite.bucket, source: { kind: 'moves' as const, ...moves } };
  expect(await expectProblem(suite.stack.bffUrl, 'draftPlan', { body })).toMatchObject({
    code: 'invalid-request',
    errors: [{ pointer }],
  });
});

test('refuses moves of nothing', async () => {
  const body = { connection: 'default', bucket: suite.bucket, source: { kind: 'moves' as const } };
  expect(await expectProblem(suite.stack.bffUrl, 'draftPlan', { body })).toMatchObject({
    code: 'plan-empty',
  });
});
