import type { Plan } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { putVersions } from '../testing/links.ts';
import { readEvents } from '../testing/read-events.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** Two consoles on one database and one OSS; followers ask the second, and all is done by the first. */
let first: Stack;
let second: Stack;
let counter = 0;
let plan: Plan;
const connection = 'default';
const bucket = (): string => `followed-${counter}`;
beforeAll(async () => {
  first = await startStack();
  second = await startStack({ oss: first.oss, state: first.state, bff: { heartbeatMs: 50 } });
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});
beforeEach(async () => {
  counter += 1;
  first.faults.clear();
  putVersions(first.admin, bucket());
  for (let i = 0; i < 4; i += 1)
    first.admin.putSymlink({ bucket: bucket(), key: `live/${i}`, target: 'v1/app.txt' });
  const links = { by: 'prefix', prefix: 'live/' } as const;
  const source = { kind: 'delete-links', links } as const;
  const drafted = await expectOk(first.bffUrl, 'draftPlan', {
    body: { connection, bucket: bucket(), source },
  });
  plan = await expectOk(first.bffUrl, 'getPlan', { query: { connection, plan: drafted.id } });
});

const ask = (more: { wait?: string; since?: string } = {}, at = second) =>
  expectOk(at.bffUrl, 'getPlan', { query: { connection, plan: plan.id, ...more } });
const discard = () =>
  expectOk(first.bffUrl, 'controlPlan', { body: { connection, plan: plan.id, do: 'discard' } });
const apply = () =>
  expectOk(first.bffUrl, 'applyPlan', {
    body: {
      connection,
      plan: plan.id,
      revision: plan.revision,
      accept: plan.needs.accept,
      confirm: plan.needs.confirm ?? 0,
    },
  });
const sinceOf = ({ stamp }: Plan): { since: string } => ({ since: stamp ?? '' });

test('a plan that has changed already is answered at once, by its stamp', async () => {
  const now = await ask();
  expect(now.stamp).toMatch(/^\S{16}$/);
  expect((await ask()).stamp).toBe(now.stamp);
  expect((await ask({ wait: '30', since: 'earlier' })).stamp).toBe(now.stamp);
});

test('who waits at one console is told of what another one does', async () => {
  const now = await ask();
  let isAnswered = false;
  const waiting = ask({ wait: '30', ...sinceOf(now) }).then((answer) => {
    isAnswered = true;
    return answer;
  });
  // A second question is answered meanwhile, and the first is not.
  await ask({ wait: '1', ...sinceOf(now) });
  expect(isAnswered).toBe(false);
  await discard();
  const told = await waiting;
  expect(told.state).toBe('discarded');
  expect(told.stamp).not.toBe(now.stamp);
});

const stream = (more: RequestInit = {}, at = second) =>
  fetch(`${at.bffUrl}/api/v1/plan/events?connection=${connection}&plan=${plan.number}`, more);

test('a stream tells each change until the end, with signs of life between, and is not begun again', async () => {
  const held = first.faults.add({
    match: { operation: 'DeleteObject', bucket: bucket() },
    effect: { kind: 'stall', when: 'before' },
  });
  const response = await stream();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toContain('no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const read = readEvents(response);
  await read.begun;
  await apply();
  await held.hit;
  held.remove();
  const { events, comments } = await read.ended;
  const plans = events
    .filter(({ event }) => event === 'plan')
    .map(({ data }) => JSON.parse(data ?? '') as Plan);
  expect(plans[0]?.state).toBe('open');
  expect(plans.at(-1)).toMatchObject({ state: 'done', outcomes: { applied: 4 } });
  expect(events.at(-1)).toEqual({ event: 'end', data: '{}' });
  expect(comments).toBeGreaterThan(0);
  const ids = events.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  expect(plans.map(({ stamp }) => stamp)).toEqual(ids);

  const resumed = await stream({ headers: { 'last-event-id': ids.at(-1) ?? '' } });
  expect(resumed.status).toBe(204);
  const missed = await readEvents(await stream({ headers: { 'last-event-id': ids[0] ?? '' } })).ended;
  expect(missed.events.map(({ id }) => id)).toEqual([ids.at(-1), undefined]);
});

test('a stream and a question that waits end when the console stops', async () => {
  const third = await startStack({ oss: first.oss, state: first.state });
  onTestFinished(() => third.stop());
  const now = await ask({}, third);
  const read = readEvents(await stream({}, third));
  const waiting = ask({ wait: '30', ...sinceOf(now) }, third);
  await read.begun;
  await ask({ wait: '1', ...sinceOf(now) }, third);
  await third.stopBff();
  expect((await waiting).state).toBe('open');
  expect((await read.ended).events.at(-1)?.event).toBe('plan');
});

test('too many followers are told so, and who waits is answered at once', async () => {
  const third = await startStack({ oss: first.oss, state: first.state, bff: { maxWatchers: 1 } });
  onTestFinished(() => third.stop());
  const leaving = new AbortController();
  // Held to the end: a response that is garbage closes its connection.
  const followed = await stream({ signal: leaving.signal }, third);
  expect(followed.status).toBe(200);
  const refused = await stream({}, third);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await refused.json()).toMatchObject({ code: 'too-many-watchers' });
  const now = await ask({}, third);
  expect((await ask({ wait: '30', ...sinceOf(now) }, third)).stamp).toBe(now.stamp);
  // The place of a follower who leaves is free again.
  leaving.abort();
  await expect(followed.text()).rejects.toThrow('abort');
  await expect
    .poll(async () => {
      const again = new AbortController();
      const { status } = await stream({ signal: again.signal }, third);
      again.abort();
      return status;
    })
    .toBe(200);
});

test('a plan that is not there, and a wait that is too long, are refused', async () => {
  const missing = await fetch(`${second.bffUrl}/api/v1/plan/events?connection=${connection}&plan=99999`);
  expect(missing.status).toBe(404);
  const long = await fetch(`${second.bffUrl}/api/v1/plan?connection=${connection}&plan=${plan.id}&wait=31`);
  expect(long.status).toBe(400);
});
