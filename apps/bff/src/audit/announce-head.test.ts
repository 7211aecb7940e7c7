import { expect, test } from 'vitest';
import { auditEvent } from '../testing/audit-log.contract.ts';
import { createHeadAnnouncer } from './announce-head.ts';
import { formatPoint, genesis } from './chain.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';

test('the head is said at the start, when it moved, and at the end, and an empty chain says nothing', async () => {
  const audit = createMemoryAuditLog();
  const said: string[] = [];
  const head = createHeadAnnouncer({ audit, say: (line) => said.push(line), onError: () => {}, everyMs: 5 });
  await head.start();
  expect(said).toEqual([]);
  await audit.record(auditEvent(1));
  await expect.poll(() => said.length, { interval: 5 }).toBe(1);
  await audit.record(auditEvent(2));
  await head.stop();
  await head.stop();
  const [first, second] = await audit.chained(0, 2);
  expect(said).toEqual([first, second].map((event) => `audit head     ${formatPoint(event ?? genesis)}\n`));
});

test('a head that cannot be read is told, and said later', async () => {
  const audit = createMemoryAuditLog();
  await audit.record(auditEvent(1));
  const said: string[] = [];
  const errors: Error[] = [];
  let isAway = true;
  const head = createHeadAnnouncer({
    audit: { bounds: () => (isAway ? Promise.reject(new Error('away')) : audit.bounds()) },
    say: (line) => said.push(line),
    onError: (error) => errors.push(error),
  });
  await head.start();
  expect(errors.map(({ message }) => message)).toEqual(['away']);
  isAway = false;
  await head.stop();
  expect(said.length).toBe(1);
});
