import { startOssServer, type OssServer } from '@signpost/oss-server';
import { afterAll } from 'vitest';

import { createOssClient } from '../create-oss-client.ts';
import { putBucket } from '../operations/put-bucket.ts';
import type { OssClient, OssClientOptions } from '../oss-client.ts';

export const EMBEDDED_CREDENTIALS = { accessKeyId: 'LTAIembeddedtest', accessKeySecret: 'embedded-secret' };

/** A bucket that is there from the start. */
export const BUCKET = 'conversation';

/** The embedded server and a client of it. */
export interface EmbeddedOss {
  readonly server: OssServer;
  readonly client: OssClient;
  /** Another client, closed with the file's tests. */
  connect(options?: Partial<OssClientOptions>): OssClient;
}

/** Starts the embedded server for one test file; everything ends with the file. */
export async function startEmbeddedOss(): Promise<EmbeddedOss> {
  const server = await startOssServer({
    accounts: [{ uid: '1001', ...EMBEDDED_CREDENTIALS }],
    extraRegions: ['cn-beijing'],
  });
  const clients: OssClient[] = [];
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close(0)));
    await server.stop();
  });
  function connect(options: Partial<OssClientOptions> = {}): OssClient {
    const client = createOssClient({
      endpoint: server.url,
      region: server.region,
      credentials: EMBEDDED_CREDENTIALS,
      regionsOnOtherPorts: true,
      retry: { baseDelayMs: 1 },
      ...options,
    });
    clients.push(client);
    return client;
  }
  const client = connect();
  await putBucket(client, { bucket: BUCKET, acl: 'private', storageClass: 'Standard' });
  return { server, client, connect };
}
