import { findKeyProblem } from '@signpost/oss-protocol/rules';
import type { WriteView } from '@signpost/api-contract';
import type { KeySnapshot, Place } from '../keys/read-key.ts';
import type { ReadContext } from '../keys/read-context.ts';
import { describe, readKey, tokenOf, viewTarget } from '../keys/view-key.ts';

/** The key whole, with its token and, for a link, what it leads to: HeadObject of the target on top of reading the key. */
export async function viewForWrite(
  readContext: ReadContext,
  place: Place & { callsSoFar: () => number },
): Promise<WriteView> {
  // Nothing can be stored at what is no key, so OSS is not asked about it.
  const snapshot: KeySnapshot =
    findKeyProblem(place.key) === undefined
      ? await readKey(readContext, place)
      : { state: { kind: 'absent' } };
  return viewSnapshotForWrite(readContext, { snapshot, place, callsSoFar: place.callsSoFar });
}

/** The same of a key that has been read. */
export async function viewSnapshotForWrite(
  readContext: ReadContext,
  { snapshot, place, callsSoFar }: { snapshot: KeySnapshot; place: Place; callsSoFar: () => number },
): Promise<WriteView> {
  const { state, reader } = snapshot;
  readContext.connection.indexes.observe(place.bucket, place.key, state);
  const link =
    state.kind === 'link' && reader !== undefined
      ? await viewTarget(readContext, place, { link: state.link, reader, withAcl: false })
      : undefined;
  return {
    ...describe(readContext, { bucket: place.bucket, key: place.key, state }),
    token: tokenOf(state),
    calls: callsSoFar(),
    ...(link === undefined ? {} : { link }),
  };
}
