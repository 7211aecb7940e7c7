import { getSymlink } from '@signpost/oss-client';
import { beforeEach, expect, it } from 'vitest';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('plan-report');
const plans = drivePlans(suite);

beforeEach(() => {
  const { admin } = suite.stack;
  for (const key of ['a', '=1+1', 'left', 'drifts'])
    admin.putSymlink({ bucket: suite.bucket, key, target: 'v1/app.txt', contentType: 'text/plain' });
});

async function report(plan: string, format?: string): Promise<Response> {
  const search = new URLSearchParams({ connection: 'default', plan, ...(format && { format }) });
  return fetch(`${suite.stack.bffUrl}/api/v1/plan/report?${search.toString()}`);
}

const rule = { kind: 'swap-prefix' as const, from: 'v1/', to: 'v2/' };
const links = { by: 'keys' as const, keys: ['a', '=1+1', 'drifts', 'nobody'] };

it('says of every row what was planned, what became of it, and by which request', async () => {
  const plan = await plans.draft({ kind: 'rule', links, rule });
  const before = (await (await report(plan.id, 'json')).json()) as { rows: object[] };
  expect(before.rows).toHaveLength(4);
  expect(before.rows[0]).toMatchObject({ outcome: null, ossRequestId: null, sentAt: null });

  const { admin, client } = suite.stack;
  admin.putSymlink({ bucket: suite.bucket, key: 'drifts', target: 'v1/other.txt' });
  await plans.apply(plan);
  expect((await getSymlink(client, { bucket: suite.bucket, key: 'a' })).target).toBe('v2/app.txt');

  const answer = await report(plan.id, 'json');
  expect(answer.headers.get('content-disposition')).toContain(`plan-${plan.number}.json`);
  const { rows, ...head } = (await answer.json()) as { rows: Record<string, unknown>[] };
  expect(head).toEqual({ plan: plan.id, number: plan.number, bucket: suite.bucket, state: 'done' });
  const rowOf = (key: string) => rows.find((row) => row['key'] === key);
  expect(rowOf('a')).toEqual({
    row: 1,
    key: 'a',
    action: 'repoint',
    now: 'v1/app.txt',
    then: 'v2/app.txt',
    outcome: 'applied',
    problem: null,
    change: expect.any(String),
    ossRequestId: expect.stringMatching(/^[0-9A-F]{24}$/),
    sentAt: expect.stringMatching(/Z$/),
    endedAt: expect.stringMatching(/Z$/),
    copyOf: null,
  });
  expect(rowOf('drifts')).toMatchObject({ outcome: 'drifted', ossRequestId: null });
  expect(rowOf('nobody')).toMatchObject({ action: 'none', outcome: 'left-out', problem: 'no-link' });
});

it('is a CSV file that no spreadsheet runs, unless told otherwise', async () => {
  const plan = await plans.draft({ kind: 'rule', links, rule });
  const answer = await report(plan.id);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const [head, ...lines] = text.split('\r\n');
  expect(head).toBe(
    '\uFEFFrow,key,action,now,then,outcome,problem,change,ossRequestId,sentAt,endedAt,copyOf',
  );
  expect(lines.filter((line) => line !== '')).toHaveLength(4);
  expect(lines.join()).toContain(`"'=1+1","repoint","v1/app.txt","v2/app.txt"`);
});

it('is whole where the rows are more than a page', async () => {
  const keys = Array.from({ length: 1100 }, (_, i) => `n${i}`);
  const plan = await plans.draft({ kind: 'delete-links', links: { by: 'keys', keys } });
  const { rows } = (await (await report(plan.id, 'json')).json()) as { rows: { key: string }[] };
  expect(rows.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
});

it('is refused for a plan that is not here', async () => {
  expect((await report('00000000-0000-4000-8000-000000000000')).status).toBe(404);
});
