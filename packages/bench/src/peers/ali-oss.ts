import OSS from 'ali-oss';
import { account, region } from '../processes/account.ts';

/** What is used of ali-oss; its published types lack these calls. */
export interface AliOss {
  putSymlink(key: string, target: string, options: { storageClass: string }): Promise<unknown>;
  getSymlink(key: string): Promise<unknown>;
  head(key: string): Promise<unknown>;
  getACL(key: string): Promise<unknown>;
  getObjectTagging(key: string): Promise<unknown>;
  listV2(query: Record<string, string>, options: object): Promise<{ objects: unknown[] }>;
  /** Its way from bytes to objects: xml2js with its own settings. */
  parseXML(body: string): Promise<{ Contents: unknown[] }>;
}

/** The vendor's client as it comes, with its own keep-alive agent; only V4 signing is asked for, as ours does it. */
export function createAliOss(endpoint: string, bucket: string): AliOss {
  const options = {
    region: `oss-${region}`,
    endpoint,
    bucket,
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    authorizationV4: true,
    secure: false,
  };
  return new OSS(options) as unknown as AliOss;
}
