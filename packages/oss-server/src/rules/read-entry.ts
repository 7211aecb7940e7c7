import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { assertObjectAccess } from './access.ts';
import type { Access } from './access.ts';

/**
 * The version a call addresses: `versionId` when given, otherwise the newest, once the caller may touch it.
 * @throws OssFault NoSuchKey, NoSuchVersion, 405 for a delete marker addressed by version, AccessDenied
 */
export function readEntry(
  call: Call,
  bucket: Bucket,
  options: { access?: Access; view?: StoreView } = {},
): Entry {
  const { access = 'read', view = call.site.store.read } = options;
  const key = call.key ?? '';
  const version = call.query.get('versionId');
  const entry =
    version === undefined ? view.entries.newest(bucket, key) : view.entries.version(bucket, key, version);
  assertObjectAccess(call, bucket, { access, entry });
  if (entry === undefined) {
    if (version === undefined) throw fault('NoSuchKey', { details: { Key: key } });
    throw fault('NoSuchVersion', { details: { Key: key, VersionId: version } });
  }
  if (entry.type !== 'Marker') return entry;
  const headers = { 'x-oss-delete-marker': 'true', 'x-oss-version-id': entry.version };
  if (version === undefined) throw fault('NoSuchKey', { details: { Key: key }, headers });
  throw fault('MethodNotAllowed', {
    details: { Method: call.method, ResourceType: 'DeleteMarker' },
    headers: { ...headers, Allow: 'DELETE' },
  });
}
