import { brokenKeyRule } from '@signpost/oss-protocol';
import type { KeyRule } from '@signpost/oss-protocol';

import { fault } from '../pipeline/oss-fault.ts';

const EC: Partial<Record<KeyRule, string>> = {
  empty: '0016-00000001',
  'not-unicode': '0016-00000002',
  'too-long': '0016-00000003',
  'leading-slash': '0016-00000005',
  'leading-backslash': '0016-00000005',
};

/** @throws OssFault InvalidObjectName when OSS would not take the key */
export function assertKey(key: string): void {
  const broken = brokenKeyRule(key);
  if (broken === undefined) return;
  const ec = EC[broken];
  throw fault('InvalidObjectName', { details: { ObjectName: key }, ...(ec !== undefined && { ec }) });
}
