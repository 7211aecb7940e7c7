import { decodeUriTextStrict } from '@signpost/oss-protocol/rules';

import type { Call } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { RequestQuery } from '../protocol/request-query.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { findBucket } from './bucket-lookup.ts';
import { assertKey } from './object-names.ts';
import { assertConditions } from './conditions.ts';
import { readEntry } from './read-entry.ts';
import { assertReadable } from './restore-state.ts';

export interface CopySource {
  bucket: Bucket;
  entry: Entry;
  /** `x-oss-copy-source-version-id`, where the bucket ever had versioning. */
  versionHeader: Record<string, string>;
}

/** Finds the source of a copy, and checks that it may be read, exists and meets the conditions. */
export function readCopySource(call: Call, view: StoreView): CopySource {
  const header = call.headers.get('x-oss-copy-source') ?? '';
  const { bucket: bucketName, key, version } = parseCopySource(header);
  const sourceCall: Call = {
    ...call,
    action: version === undefined ? 'oss:GetObject' : 'oss:GetObjectVersion',
    bucket: bucketName,
    key,
    query: new RequestQuery(version === undefined ? '' : `versionId=${encodeURIComponent(version)}`),
  };
  const bucket = findBucket(sourceCall, view);
  const entry = readEntry(
    { ...sourceCall, key: chooseInterpretation(view, bucket, { key, header }) },
    bucket,
    {
      view,
    },
  );
  if (entry.type !== 'Symlink') assertReadable(call, bucket, entry);
  assertConditions(
    {
      match: call.headers.get('x-oss-copy-source-if-match'),
      noneMatch: call.headers.get('x-oss-copy-source-if-none-match'),
      modifiedSince: call.headers.get('x-oss-copy-source-if-modified-since'),
      unmodifiedSince: call.headers.get('x-oss-copy-source-if-unmodified-since'),
    },
    entry,
  );
  const versioned = bucket.versioning !== undefined;
  return {
    bucket,
    entry,
    versionHeader: versioned ? { 'x-oss-copy-source-version-id': entry.version } : {},
  };
}

/**
 * The Go SDK (v1) escapes the source as a query, with `+` for a space; all others mean a plus. As with targets of
 * links, `+` is taken literally first and as a space where no such key exists.
 */
function chooseInterpretation(
  view: StoreView,
  bucket: Bucket,
  { key, header }: { key: string; header: string },
): string {
  if (!header.includes('+') || view.entries.newest(bucket, key) !== undefined) return key;
  const spaced = parseCopySource(header.replaceAll('+', '%20')).key;
  return view.entries.newest(bucket, spaced) === undefined ? key : spaced;
}

/** Reads `/bucket/key?versionId=…`, the key percent-encoded, the slash between them too for some clients. */
function parseCopySource(header: string): { bucket: string; key: string; version: string | undefined } {
  const mark = header.indexOf('?');
  const path = decodeUriTextStrict(mark === -1 ? header : header.slice(0, mark))?.replace(/^\//, '');
  const slash = path?.indexOf('/') ?? -1;
  if (path === undefined || slash < 1 || slash === path.length - 1) {
    throw invalidArgument('x-oss-copy-source', header);
  }
  const key = path.slice(slash + 1);
  assertKey(key);
  const query = new RequestQuery(mark === -1 ? '' : header.slice(mark + 1));
  const version = query.get('versionId');
  if (query.has('versionId') && version === undefined) {
    throw fault('InvalidArgument', {
      message: 'Version id cannot be the empty string.',
      ec: '0016-00000305',
    });
  }
  return { bucket: path.slice(0, slash), key, version };
}
