import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestAnswer, TestRequest } from './signed-request.ts';

/** When every test begins. */
export const START = Date.UTC(2026, 2, 1, 10);
/** An account that owns nothing here. */
export const OTHER = { accessKeyId: 'other', accessKeySecret: 'other-secret' };

/** What the tests of bucket settings share: a server whose clock they set, and a bucket for each test. */
export interface SettingsSuite {
  readonly server: OssServer;
  readonly bucket: string;
  /** The server's clock, in milliseconds since 1970. */
  now: number;
  call(request: TestRequest): Promise<TestAnswer>;
  /** Puts a document of settings, such as `lifecycle`, and expects it to be taken. */
  setDocument(sub: string, body: string): Promise<void>;
  putLink(key: string, target?: string, more?: Partial<TestRequest>): Promise<TestAnswer>;
}

export function setUpSettings(): SettingsSuite {
  let server: OssServer;
  let serial = 0;
  const suite: SettingsSuite = {
    now: START,
    get server() {
      return server;
    },
    get bucket() {
      return `settings-${serial}`;
    },
    call: (request) => send(server.port, { bucket: suite.bucket, date: new Date(suite.now), ...request }),
    async setDocument(sub, body) {
      expect(await suite.call({ method: 'PUT', query: sub, body })).toMatchObject({ status: 200 });
    },
    putLink: (key, target = 'target', more = {}) =>
      suite.call({
        method: 'PUT',
        key,
        query: 'symlink',
        headers: { 'x-oss-symlink-target': target },
        ...more,
      }),
  };
  beforeAll(async () => {
    server = await startOssServer({
      accounts: [TEST_ACCOUNT, { uid: '2002', ...OTHER }],
      clock: () => suite.now,
    });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    suite.now = START;
    serial += 1;
    server.admin.putBucket({ name: suite.bucket });
  });
  return suite;
}
