import { createHash } from 'node:crypto';

import { afterAll, beforeAll } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { Crc64 } from '../src/store/crc64.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestAnswer, TestRequest } from './signed-request.ts';

export const md5 = (data: string | Uint8Array): string =>
  createHash('md5').update(data).digest('hex').toUpperCase();
export const crc = (data: Uint8Array): string => new Crc64().update(data).digest();

/** What the tests of objects share: a server whose clock they set. */
export interface ThingsSuite {
  readonly server: OssServer;
  /** The server's clock, in milliseconds since 1970. */
  now: number;
  /** Asks for something of the bucket `things`. */
  call(request: TestRequest): Promise<TestAnswer>;
  put(key: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<TestAnswer>;
}

/** A server with the buckets `things` and `archive` for all tests of a file. */
export function serveThings(): ThingsSuite {
  let server: OssServer;
  const suite: ThingsSuite = {
    now: Date.UTC(2026, 0, 1),
    get server() {
      return server;
    },
    call: (request) => send(server.port, { bucket: 'things', date: new Date(suite.now), ...request }),
    put: (key, body, headers = {}) => suite.call({ method: 'PUT', key, body, headers }),
  };
  beforeAll(async () => {
    server = await startOssServer({ accounts: [TEST_ACCOUNT], clock: () => suite.now });
    server.admin.putBucket({ name: 'things' });
    server.admin.putBucket({ name: 'archive', storageClass: 'Archive' });
  });
  afterAll(() => server.stop());
  return suite;
}
