import type { KeyView } from '@signpost/api-contract';
import { findKeyProblem } from '@signpost/link-model';
import type { Place } from '../keys/read-key.ts';
import { lookAs, viewSight, type Viewer } from '../keys/view-key.ts';

/** The view a write starts from. Nothing can stand at what is no key, so OSS is not asked about it. */
export async function viewForWrite(
  viewer: Viewer,
  place: Place & { callsSoFar: () => number },
): Promise<KeyView> {
  const { client, bucket, key, signal, callsSoFar } = place;
  const sight =
    findKeyProblem(key) === undefined
      ? await lookAs(viewer, { client, bucket, key, signal })
      : { state: { kind: 'absent' as const } };
  return viewSight(viewer, { sight, question: { bucket, key, signal }, client, callsSoFar });
}
