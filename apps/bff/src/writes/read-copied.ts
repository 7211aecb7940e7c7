import { isArchivedClass, isRestored, storageClasses } from '@signpost/oss-protocol/rules';
import type { CopiedFacts } from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import type { ReadContext } from '../keys/read-context.ts';
import { readKey } from '../keys/view-key.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { ObjectCopy } from './send-write.ts';
import type { RequestedWrite } from './write-request.ts';

/**
 * The object that is to be copied, with the ACL that its copy gets. A part that could not be read has its default, and
 * a finding. @throws ProblemError `object-missing`, `not-an-object`, `state-changed`
 */
export async function readCopied(
  readContext: ReadContext,
  { bucket, from, etag }: RequestedWrite & { action: 'copy' },
  client: OssClient,
): Promise<{ copies: ObjectCopy; facts: CopiedFacts }> {
  const { state, object } = await readKey(readContext, { client, bucket, key: from }, 'view');
  if (state.kind === 'link') throw new ProblemError('not-an-object');
  if (state.kind === 'absent' || object === undefined) throw new ProblemError('object-missing');
  if (state.facts.etag !== etag)
    throw new ProblemError('state-changed', { detail: 'The object is not the one that was to be copied.' });
  const { acl, facts } = object;
  const { size } = state.facts;
  const isCold =
    isArchivedClass(state.storageClass) &&
    !isRestored(facts.restore) &&
    !(state.storageClass === 'Archive' && (await readContext.connection.facts.readsArchiveDirectly(bucket)));
  return {
    copies: {
      key: from,
      etag,
      size,
      crc64: facts.crc64,
      acl: acl.known ? acl.value : 'default',
      storageClass: storageClasses.find((name) => name === state.storageClass) ?? 'Standard',
    },
    facts: { key: from, size, storageClass: state.storageClass, readable: !isCold, acl },
  };
}
