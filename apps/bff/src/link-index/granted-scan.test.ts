import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPerson, setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let ada: Person;
const bucket = 'scanned';
const scope = { connection: 'default', bucket };
const editor = [{ role: 'editor' as const, connection: 'default', bucket, prefix: '' }];

beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  ada = await setUpAdministrator(stack);
  stack.admin.putBucket({ name: bucket });
});
beforeEach(() => {
  stack.faults.clear();
});
afterAll(() => stack.stop());

async function endGrants(person: Person): Promise<void> {
  const { items } = await ada.ok('listGrants');
  for (const { id, subject } of items)
    if (subject.id === person.id) await ada.ok('removeGrant', { body: { id } });
}

async function stateOf(): Promise<string> {
  return (await ada.ok('getScan', { query: scope })).scan.state;
}

test('a scan ends when the grant of its asker does, and says so in the audit log', async () => {
  const bob = await addPerson(stack, ada, { name: 'Bob', grants: editor });
  const stall = stack.faults.add({
    match: { operation: 'ListObjectsV2' },
    effect: { kind: 'stall', when: 'before' },
  });
  await bob.ok('startScan', { body: scope });
  await stall.hit;
  expect(await stateOf()).toBe('running');
  await endGrants(bob);
  await expect.poll(stateOf, { timeout: 15_000 }).toBe('cancelled');
  stall.release();
  const { items } = await ada.ok('listAuditEvents', {
    query: { connection: 'default', action: 'scan.cancel' },
  });
  expect(items[0]).toMatchObject({ actor: { name: 'Bob' }, outcome: 'refused', bucket });
});

test('a scan that somebody else asked for too goes on with the right of that person', async () => {
  const carol = await addPerson(stack, ada, { name: 'Carol', grants: editor });
  const stall = stack.faults.add({
    match: { operation: 'ListObjectsV2' },
    effect: { kind: 'stall', when: 'before' },
  });
  await carol.ok('startScan', { body: scope });
  await stall.hit;
  await ada.ok('startScan', { body: scope });
  await endGrants(carol);
  stall.release();
  await expect.poll(stateOf, { timeout: 15_000 }).toBe('ended');
});

test('a schedule begins nothing once the grant of its author has ended', async () => {
  const dave = await addPerson(stack, ada, { name: 'Dave', grants: editor });
  await dave.ok('setScanSchedule', { body: { ...scope, schedule: { repeat: 'hours', hours: 1 } } });
  await endGrants(dave);
  const before = await ada.ok('getScan', { query: scope });
  await stack.state.database.pool.query(
    "UPDATE signpost.scan_schedules SET next_run_at = now() - interval '1 minute'",
  );
  await expect
    .poll(
      async () =>
        (await ada.ok('listAuditEvents', { query: { connection: 'default', action: 'schedule.refuse' } }))
          .items,
      { timeout: 15_000 },
    )
    .toMatchObject([{ actor: { name: 'Dave' }, bucket }]);
  const after = await ada.ok('getScan', { query: scope });
  expect(after.scan.beganAt).toBe(before.scan.beganAt);
  expect(after.schedule?.nextRun).not.toBe(before.schedule?.nextRun);
});
