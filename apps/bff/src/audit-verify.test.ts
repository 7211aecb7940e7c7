import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatPoint } from './audit/chain.ts';
import { createPostgresAuditLog } from './state/postgres-audit-log.ts';
import { auditEvent } from './testing/audit-log.contract.ts';
import { startPatience } from './testing/console-process.ts';
import { openTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-verify-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function verify(...args: string[]): Promise<Ended> {
  const { host, user, database: name } = database.address;
  const script = path.join(import.meta.dirname, 'audit-verify.ts');
  const env = {
    ...process.env,
    SIGNPOST_DATA: folder,
    SIGNPOST_DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`,
  };
  return promisify(execFile)(process.execPath, [script, ...args], { env }).then(
    (output) => ({ code: 0, ...output }),
    (error: Ended) => error,
  );
}

test(
  'the check prints count and head, takes a noted head, and fails with a sentence where the chain is broken',
  async () => {
    const log = createPostgresAuditLog(database.db);
    await Promise.all([1, 2, 3].map((minute) => log.record(auditEvent(minute))));
    const bounds = await log.bounds();
    const head = bounds === undefined ? '' : formatPoint(bounds.head);
    expect(await verify()).toMatchObject({
      code: 0,
      stdout: `The audit log is whole: 3 events in one chain.\naudit head     ${head}\n`,
    });
    expect(await verify('--head', head)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('noted head'),
    });
    expect(await verify('--head', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Give nothing, or/),
    });
    expect(await verify('--head', head.replace('3:', '4:'))).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'The chain ends with event 3, but the head that was noted is event 4: the last events are missing.\n',
    });
    await database.pool.query('ALTER TABLE signpost.audit_events DISABLE TRIGGER USER');
    await database.pool.query("UPDATE signpost.audit_events SET reason = 'other' WHERE seq = 2");
    expect(await verify()).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Event 2 is not what/) });
  },
  startPatience,
);
