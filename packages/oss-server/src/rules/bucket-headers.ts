import { isObjectAcl } from '@signpost/oss-protocol/rules';

import type { Call } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';

/** The bucket ACL a request asks for. @throws OssFault InvalidArgument */
export function readBucketAcl(call: Call): string | undefined {
  const acl = call.headers.get('x-oss-acl');
  if (acl === undefined) return undefined;
  if (isObjectAcl(acl) && acl !== 'default') return acl;
  throw invalidArgument('x-oss-acl', acl, {
    message: 'no such bucket access control exists',
    ec: '0015-00000204',
  });
}
