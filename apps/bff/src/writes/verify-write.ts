import { canonicalJson, type KeyState, type LinkDraft } from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import { readKeySnapshot, type KeySnapshot } from '../keys/read-key.ts';
import type { ReadyWrite, SentWrite } from './send-write.ts';
import { readKey } from '../keys/view-key.ts';
import type { ReadContext } from '../keys/read-context.ts';

interface Written {
  client: OssClient;
  write: ReadyWrite;
  sent: SentWrite;
}

/** Looks at the key after a write. `isOurs`: what stands there is what we wrote, not what somebody wrote right after. */
export async function verifyWrite(
  readContext: ReadContext,
  { client, write, sent }: Written,
): Promise<{ snapshot: KeySnapshot; isOurs: boolean }> {
  const { bucket, key, after } = write;
  if (after === null) {
    const snapshot = await readKey(readContext, { client, bucket, key });
    const isOurs =
      write.removesVersion === undefined
        ? snapshot.state.kind === 'absent'
        : isWithout(snapshot.state, write.removesVersion);
    return { snapshot, isOurs };
  }
  // A link that leads nowhere does not tell all its headers; just after the write they are what we sent.
  const snapshot = await readKeySnapshot({ client, bucket, key }, async ({ etag }) =>
    etag === sent.etag ? after.headers : undefined,
  );
  return { snapshot, isOurs: isWrittenAs(snapshot.state, after) && hasVersion(snapshot.state, sent) };
}

/** Whether a version was removed and is not what stands there. */
export function isWithout(state: KeyState, versionId: string): boolean {
  return state.kind === 'absent' || state.facts.versionId !== versionId;
}

function hasVersion(state: KeyState, { etag, versionId }: SentWrite): boolean {
  if (state.kind !== 'link') return false;
  const isEtag = etag === undefined || state.facts.etag === etag;
  return isEtag && (versionId === undefined || state.facts.versionId === versionId);
}

/** Tells whether a link is as a draft says, as far as it could be read. OSS may add a content type of its own. */
export function isWrittenAs(state: KeyState, draft: LinkDraft): boolean {
  if (state.kind !== 'link' || state.link.target !== draft.target) return false;
  const { acl, tags, metadata, storageClass, headers } = state.link;
  const same = (read: { known: boolean; value?: unknown }, value: unknown): boolean =>
    !read.known || canonicalJson(read.value) === canonicalJson(value);
  return (
    same(acl, draft.acl) &&
    same(tags, draft.tags) &&
    same(metadata, draft.metadata) &&
    same(storageClass, draft.storageClass) &&
    (!headers.known || same(headers, { ...pickContentType(headers.value), ...draft.headers }))
  );
}

function pickContentType({ contentType }: { contentType?: string }): { contentType?: string } {
  return contentType === undefined ? {} : { contentType };
}
