import { afterAll, beforeAll } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { TEST_ACCOUNT } from './signed-request.ts';

/** What the server's clock says, whatever the time. */
export const NOW = Date.UTC(2026, 5, 1, 12);

/** A time that lies so many milliseconds after the server's, or before it. */
export const at = (offset: number): Date => new Date(NOW + offset);

/** A server with two accounts and one private object, `signed/k`, for all tests of a file. */
export function serveSigned(): { readonly server: OssServer } {
  let server: OssServer;
  beforeAll(async () => {
    server = await startOssServer({
      accounts: [TEST_ACCOUNT, { uid: '2002', accessKeyId: 'other', accessKeySecret: 'other-secret' }],
      clock: () => NOW,
    });
    server.admin.putBucket({ name: 'signed' });
    server.admin.putObject({ bucket: 'signed', key: 'k', body: 'content' });
  });
  afterAll(() => server.stop());
  return {
    get server() {
      return server;
    },
  };
}
