import { createOssClient, type OssClient } from '@signpost/oss-client';
import { account, region } from '../processes/account.ts';

/** Our client with room for so many calls at once. */
export function connectOss(endpoint: string, concurrency: number): OssClient {
  return createOssClient({
    endpoint,
    region,
    credentials: account,
    concurrency,
    reservedConcurrency: concurrency,
  });
}
