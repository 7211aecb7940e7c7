import { restoreTerms } from '@signpost/oss-protocol/rules';
import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toWriter } from '../../to-writer.ts';
import { restoreArchived } from '../../../objects/restore-object.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';

export const restoreObject: OperationHandler<'restoreObject'> = async (input, context) => {
  const { connection, bucket, key, storageClass, days, tier, reason } = input;
  const { maxDays, waits } = restoreTerms[storageClass];
  if (days < 1 || days > maxDays) throw invalidRequest('#/days', 'not-one-of', { values: `1–${maxDays}` });
  if (!waits.some((wait) => wait.tier === tier)) {
    const values = waits.flatMap((wait) => wait.tier ?? []).join(', ');
    throw values === ''
      ? invalidRequest('#/tier', 'unknown-member')
      : invalidRequest('#/tier', tier === undefined ? 'missing' : 'not-one-of', { values });
  }
  return restoreArchived(
    toWriter(context, connection),
    { bucket, key, storageClass, days, tier },
    toWriteTerms({ reason }, context),
  );
};
