import OSS from 'ali-oss';
import type { Stack } from '../fixtures/stack.ts';

/** What an object or link is in a list. */
export interface ListedEntry {
  name: string;
  type: string;
  storageClass: string;
}

interface Answer {
  res: { status: number; headers: Readonly<Record<string, string>> };
}

/** What is used of the vendor's own client; its published types lack these calls. */
export interface AliOssClient {
  listBuckets(query: object): Promise<{ buckets: { name: string }[] }>;
  useBucket(bucket: string): void;
  listV2(
    query: Readonly<Record<string, string>>,
    options: object,
  ): Promise<{ objects?: ListedEntry[]; nextContinuationToken?: string | null }>;
  getSymlink(key: string): Promise<Answer & { targetName: string }>;
  head(key: string): Promise<Answer>;
  get(key: string): Promise<Answer & { content: Buffer }>;
}

/** Somebody else at the same OSS: the vendor's client, with nothing of ours in it. */
export function createAliOss({ ossUrl, credential, oss }: Stack, bucket?: string): AliOssClient {
  const options = {
    region: `oss-${oss.region}`,
    endpoint: ossUrl,
    accessKeyId: credential.accessKeyId,
    accessKeySecret: credential.accessKeySecret,
    authorizationV4: true,
    secure: false,
    ...(bucket === undefined ? {} : { bucket }),
  };
  return new OSS(options) as unknown as AliOssClient;
}
