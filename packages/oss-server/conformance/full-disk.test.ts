import { closeSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';

let server: OssServer;
let logged: string[];
beforeEach(async () => {
  logged = [];
  server = await startOssServer({ accounts: [TEST_ACCOUNT], log: (line) => logged.push(line) });
  server.admin.putBucket({ name: 'open', acl: 'public-read-write' });
});
afterEach(() => server.stop());

describe('a full disk', () => {
  const put = () => send(server.port, { method: 'PUT', bucket: 'open', key: 'k', body: 'x' });
  const failWith = (run: () => void) =>
    server.faults.add({ match: { operation: 'PutObject' }, times: 1, effect: { kind: 'hook', run } });

  test.runIf(process.platform === 'linux')('is named in the answer and in the log', async () => {
    failWith(() => {
      const full = openSync('/dev/full', 'w');
      try {
        writeSync(full, 'x');
      } finally {
        closeSync(full);
      }
    });
    const answer = await put();
    expect(answer).toMatchObject({ status: 500, code: 'InternalError' });
    expect(answer.text).toContain('disk is full (ENOSPC)');
    expect(logged).toEqual([
      expect.stringMatching(/^PutObject [0-9A-F]{24}: ENOSPC: no space left on device/),
    ]);
    expect((await put()).status).toBe(200);
  });

  test('is recognised as SQLite says it, too', async () => {
    failWith(() => {
      const database = new DatabaseSync(':memory:');
      database.exec('PRAGMA max_page_count = 2; CREATE TABLE t (data BLOB)');
      database.prepare('INSERT INTO t VALUES (zeroblob(100000))').run();
    });
    expect((await put()).text).toContain('disk is full (ENOSPC)');
    expect(logged).toEqual([expect.stringContaining('database or disk is full')]);
  });

  test('is told from other failures, which are logged and not shown', async () => {
    failWith(() => {
      throw new TypeError('a secret of the server');
    });
    const answer = await put();
    expect(answer).toMatchObject({ status: 500, code: 'InternalError' });
    expect(answer.text).not.toContain('secret');
    expect(logged).toEqual([
      expect.stringMatching(/^PutObject [0-9A-F]{24}: TypeError: a secret of the server/),
    ]);
  });
});
