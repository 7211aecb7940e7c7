import type { HttpHeaders } from '@signpost/oss-protocol/rules';
import type { RequestFormats } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { toOssutilRestore } from '@signpost/link-model/write';
import { previewRestoreObject, type OssClient } from '@signpost/oss-client';
import { intendedLink, type Intent, type RestoredObject } from '../changes/change-log.ts';
import { formatCall, formatHttp, formatOssutil, toHttpText, toOssutilPlace } from './format-request.ts';

/** A recorded write as it was sent, in three forms: for a ticket, or to be read afterwards. Secrets are masked. */
export async function formatRecorded(
  intent: Intent,
  where: { client: OssClient; connection: string; origin: string },
): Promise<RequestFormats | undefined> {
  // The bytes of an upload are not recorded, so that nothing can be repeated.
  if (intent.intended.kind === 'object') return undefined;
  if (intent.intended.kind === 'restored') return formatRestore(intent, intent.intended, where);
  const { client } = where;
  const { bucket, key, before, removesVersion } = intent;
  const write = { bucket, key, now: before, after: intendedLink(intent), removesVersion };
  return {
    http: await formatHttp(client, write),
    api: formatApiCall(intent, where),
    ...formatOssutil(client, write),
  };
}

/** The body of the request is left out of its lines, as it is of every request. */
async function formatRestore(
  { bucket, key, before, reason }: Intent,
  { storageClass, days, tier }: RestoredObject,
  { client, connection, origin }: { client: OssClient; connection: string; origin: string },
): Promise<RequestFormats> {
  const body = { connection, bucket, key, storageClass, days, tier, reason };
  return {
    http: toHttpText(await previewRestoreObject(client, { bucket, key, days, tier })),
    api: formatCall({
      name: 'restoreObject',
      origin,
      seen: before.kind === 'absent' ? before : before.facts,
      body,
    }),
    ossutil: toOssutilRestore({ ...toOssutilPlace(client, { bucket, key }), days, tier }),
    ossutilOmits: [],
  };
}

function formatApiCall(
  intent: Intent,
  { connection, origin }: { connection: string; origin: string },
): string {
  const { name, body } = toCall(intent);
  const { before, reason } = intent;
  return formatCall({
    name,
    origin,
    seen: before.kind === 'absent' && intent.action === 'create' ? 'nothing' : before,
    body: { connection, ...body, ...(reason === undefined ? {} : { reason }), ...toProof(intent) },
  });
}

/** The operation that makes the same change. What was accepted on the way is not recorded: it would be asked for again. */
function toCall(intent: Intent): {
  name: 'createLink' | 'repointLink' | 'deleteLink' | 'deleteObject' | 'undoChange';
  body: object;
} {
  const { bucket, key, before, undoes } = intent;
  const intended = intendedLink(intent);
  if (undoes !== undefined) return { name: 'undoChange', body: { change: undoes } };
  if (intended === null)
    return { name: before.kind === 'object' ? 'deleteObject' : 'deleteLink', body: { bucket, key } };
  const { target, headers, storageClass, acl, metadata, tags } = intended;
  if (intent.action === 'repoint') {
    const changed = toChangedHeaders(before, headers);
    return {
      name: 'repointLink',
      body: { bucket, key, target, ...(Object.keys(changed).length === 0 ? {} : { headers: changed }) },
    };
  }
  return {
    name: 'createLink',
    // The headers are given in full: taking over those of today's target could give others.
    body: { bucket, key, target, storageClass, acl, metadata, tags, headers, inheritHeaders: false },
  };
}

/** Headers set along with a move; an empty text removes one. */
function toChangedHeaders(before: KeyState, after: HttpHeaders): HttpHeaders {
  const had: HttpHeaders =
    before.kind === 'link' && before.link.headers.known ? before.link.headers.value : after;
  const names = new Set([...Object.keys(had), ...Object.keys(after)]) as Set<keyof HttpHeaders>;
  return Object.fromEntries(
    [...names].filter((name) => had[name] !== after[name]).map((name) => [name, after[name] ?? '']),
  );
}

function toProof({ before, undoes }: Intent): object {
  return before.kind === 'object' && undoes === undefined
    ? { proof: { etag: before.facts.etag, size: before.facts.size } }
    : {};
}
