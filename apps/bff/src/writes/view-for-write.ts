import { findKeyProblem } from '@signpost/oss-protocol/rules';
import type { KeyView } from '@signpost/api-contract';
import type { Place } from '../keys/read-key.ts';
import { readKey, viewSnapshot } from '../keys/view-key.ts';
import type { ReadContext } from '../keys/read-context.ts';

/** The view a write starts from. Nothing can stand at what is no key, so OSS is not asked about it. */
export async function viewForWrite(
  readContext: ReadContext,
  place: Place & { callsSoFar: () => number },
): Promise<KeyView> {
  const { client, bucket, key, signal, callsSoFar } = place;
  const snapshot =
    findKeyProblem(key) === undefined
      ? await readKey(readContext, { client, bucket, key, signal })
      : { state: { kind: 'absent' as const } };
  return viewSnapshot(readContext, { snapshot, question: { bucket, key, signal }, client, callsSoFar });
}
