import type { Plan } from '@signpost/api-contract';
import { getSymlink } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { callApi, expectOk } from '../testing/api.ts';
import { setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const bucket = 'granted-plans';
const place = { connection, bucket };
/** More than are written at once. */
const names = Array.from({ length: 40 }, (_none, i) => `f${i}`);
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  ada = await setUpAdministrator(stack);
  stack.admin.putBucket({ name: bucket });
  for (const name of names)
    for (const version of ['1', '2'])
      stack.admin.putObject({ bucket, key: `team/${version}/${name}`, body: version });
});
afterAll(() => stack.stop());
beforeEach(() => {
  stack.faults.clear();
  for (const folder of ['team', 'other'])
    for (const name of names)
      stack.admin.putSymlink({ bucket, key: `${folder}/latest/${name}`, target: `team/1/${name}` });
});

/** A token of nobody that moves links below one folder, and reads what they may lead to. */
async function makePipeline() {
  return ada.ok('addToken', {
    body: {
      name: 'pipeline',
      days: 1,
      ofNobody: true,
      grants: [
        { role: 'viewer', ...place, prefix: 'team/' },
        { rights: ['link.repoint', 'plan.write', 'plan.apply'], ...place, prefix: 'team/latest/' },
      ],
    },
  });
}

type Token = Awaited<ReturnType<typeof makePipeline>>;
const by = ({ secret }: Token) => ({ headers: { authorization: `Bearer ${secret}` } });

async function untilState(token: Token, id: string, states: readonly Plan['state'][]): Promise<Plan> {
  return vi.waitUntil(
    async () => {
      const plan = await expectOk(stack.bffUrl, 'getPlan', { query: { connection, plan: id }, ...by(token) });
      return states.includes(plan.state) ? plan : undefined;
    },
    { timeout: 25_000 },
  );
}

async function draft(token: Token, prefix: string): Promise<Plan> {
  const plan = await expectOk(stack.bffUrl, 'draftPlan', {
    body: { ...place, source: { kind: 'folder-move', prefix, to: 'team/2/' } },
    ...by(token),
  });
  return untilState(token, plan.id, ['open', 'draft-failed']);
}

async function apply(token: Token, { id, revision, needs: { accept, confirm } }: Plan): Promise<void> {
  const body = { connection, plan: id, revision, accept, ...(confirm === undefined ? {} : { confirm }) };
  await expectOk(stack.bffUrl, 'applyPlan', { body, ...by(token) });
}

const targets = (folder: string): Promise<string[]> =>
  Promise.all(
    names.map(
      async (name) => (await getSymlink(stack.client, { bucket, key: `${folder}/latest/${name}` })).target,
    ),
  );

test('a token of a pipeline moves its folder link by a plan, and sees nothing of another', async () => {
  const token = await makePipeline();
  const plan = await draft(token, 'team/latest/');
  expect(plan).toMatchObject({ state: 'open', writes: { repoint: names.length }, actor: 'pipeline' });
  await apply(token, plan);
  await untilState(token, plan.id, ['done']);
  expect(await targets('team')).toEqual(names.map((name) => `team/2/${name}`));

  // Nothing is told of keys beside it, whether links are there or not, and neither costs another number of calls.
  let calls = 0;
  stack.faults.add({ effect: { kind: 'hook', run: () => void (calls += 1) } });
  const costs: number[] = [];
  for (const prefix of ['other/latest/', 'nowhere/latest/']) {
    calls = 0;
    const beside = await draft(token, prefix);
    costs.push(calls);
    expect(beside.writes).toMatchObject({ create: 0, repoint: 0, delete: 0 });
    const query = { connection, plan: beside.id, limit: '1000' };
    const rows = await expectOk(stack.bffUrl, 'listPlanRows', { query, ...by(token) });
    expect(rows.items.map(({ now, problem }) => [now, problem?.code])).toEqual(
      names.map(() => [null, 'right-missing']),
    );
  }
  expect(costs[0]).toBe(costs[1]);
  expect(await targets('other')).toEqual(names.map((name) => `team/1/${name}`));
  // Plans of others are for those who may read the whole bucket.
  const own = await ada.ok('draftPlan', {
    body: { ...place, source: { kind: 'folder-move', prefix: 'other/latest/', to: 'team/2/' } },
  });
  expect(
    await callApi(stack.bffUrl, 'getPlan', { query: { connection, plan: own.id }, ...by(token) }),
  ).toMatchObject({ problem: { code: 'plan-missing' } });
});

test('a plan that is under way writes nothing more once the token of its author has ended', async () => {
  const token = await makePipeline();
  const plan = await draft(token, 'team/latest/');
  let writes = 0;
  stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    effect: {
      kind: 'hook',
      run: async () => {
        writes += 1;
        // Rows that are under way with the first may be written; none that begins afterwards.
        if (writes === 1) await ada.ok('removeToken', { body: { id: token.token.id } });
      },
    },
  });
  await apply(token, plan);
  const ended = await vi.waitUntil(
    async () => {
      const now = await ada.ok('getPlan', { query: { connection, plan: plan.id } });
      return ['done', 'stopped', 'paused'].includes(now.state) ? now : undefined;
    },
    { timeout: 25_000 },
  );
  const rows = await ada.ok('listPlanRows', { query: { connection, plan: ended.id, limit: '1000' } });
  const refused = rows.items.filter(({ problem }) => problem?.code === 'right-missing');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length + writes).toBe(names.length);
  expect((await targets('team')).filter((target) => target.startsWith('team/2/'))).toHaveLength(writes);
});
