import { findStoredKeyProblem, type KeyProblem } from '@signpost/oss-protocol/rules';

import { fault } from '../protocol/oss-fault.ts';

const EC: Partial<Record<KeyProblem, string>> = {
  empty: '0016-00000001',
  'not-unicode': '0016-00000002',
  'too-long': '0016-00000003',
  'leading-slash': '0016-00000005',
};

/**
 * A key with a leading slash can be asked for, and is missing.
 * @param method of the request that addresses the key; a target or source is as if it were written
 * @throws OssFault InvalidObjectName when OSS would not take the key
 */
export function assertKey(key: string, method = 'PUT'): void {
  const broken = findStoredKeyProblem(key);
  if (broken === undefined) return;
  if (key.startsWith('/') && (method === 'GET' || method === 'HEAD')) return;
  const ec = EC[broken];
  throw fault('InvalidObjectName', { details: { ObjectName: key }, ...(ec !== undefined && { ec }) });
}
