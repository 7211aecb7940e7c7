import { randomUUID } from 'node:crypto';
import { createOssClient } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { unlimitedBudget } from '../../oss/call-budget.ts';
import { createConnections } from '../../oss/connections.ts';
import { startStack, type Stack } from '../../testing/stack.ts';
import { createReadinessCheck } from './readiness.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ impatient: true });
});
afterAll(() => stack.stop());
beforeEach(() => stack.faults.clear());

/** The answer once the first look at writes left open, which comes before everything else, is over. */
async function readiness(at: Stack = stack): Promise<{ status: number; body: unknown }> {
  for (;;) {
    const answer = await fetch(`${at.bffUrl}/readyz`);
    const body = (await answer.json()) as { status: string };
    if (!body.status.startsWith('The writes of an earlier process')) return { status: answer.status, body };
  }
}

const fails = (code: string, status?: number): void =>
  void stack.faults.add({
    match: { operation: 'ListBuckets' },
    effect: { kind: 'error', code, ...(status === undefined ? {} : { status }) },
  });

test('a wrong secret is not ready, and is told as such', async () => {
  const { accessKeyId } = stack.credential;
  const wrong = await startStack({
    oss: { ...stack.oss, credential: { accessKeyId, accessKeySecret: 'another-secret-of-mine' } },
  });
  try {
    expect(await readiness(wrong)).toEqual({
      status: 503,
      body: { status: 'OSS rejected the credential of this connection.', code: 'oss-credentials-rejected' },
    });
  } finally {
    await wrong.stop();
  }
});

test.each([
  ['InvalidAccessKeyId', undefined, 'oss-credentials-rejected'],
  ['SecurityTokenExpired', 403, 'oss-credentials-rejected'],
  ['RequestTimeTooSkewed', undefined, 'oss-clock-skewed'],
  ['InternalError', undefined, 'oss-unavailable'],
])('%s is not ready', async (ossCode, status, code) => {
  fails(ossCode, status);
  expect(await readiness()).toMatchObject({ status: 503, body: { code } });
});

test('a credential that may not list buckets is ready', async () => {
  fails('AccessDenied');
  expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } });
});

test('many who ask at once cost one call', async () => {
  const { url: endpoint, region, credential } = stack.oss;
  const connections = createConnections({
    specs: [
      {
        config: { id: randomUUID(), name: 'default', mode: 'embedded', endpoint, region, demo: false },
        credential,
      },
    ],
    createClient: () => createOssClient({ endpoint, region, credentials: credential }),
    now: Date.now,
    budgetOf: () => ({ budget: unlimitedBudget, account: 'one' }),
    extend: (connection) => connection,
    prepare: async () => {},
    retire: async () => {},
  });
  const check = createReadinessCheck({ connections, areOpenWritesChecked: () => true });
  const stall = stack.faults.add({
    match: { operation: 'ListBuckets' },
    effect: { kind: 'stall', when: 'before' },
  });
  const asked = Array.from({ length: 50 }, check);
  await stall.hit;
  stall.release();
  expect(new Set(await Promise.all(asked))).toEqual(new Set([undefined]));
  expect(stall.hits).toBe(1);
  expect(await check()).toBeUndefined();
  await connections.close();
});
