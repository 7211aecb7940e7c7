import type { RestoreResult } from '@signpost/api-contract';
import type { RestoreTier } from '@signpost/oss-protocol/rules';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { refreshAfterWrite } from '../../shared/queries/refresh-written.ts';
import type { ArchivedSubject } from './restore-subject.ts';

export interface RestoreOrder {
  subject: ArchivedSubject;
  days: number;
  tier: RestoreTier | undefined;
}

/** One request, for the object that was seen. */
export function askForRestore(
  scope: BucketRef,
  { key, etag, storageClass }: Pick<ArchivedSubject, 'key' | 'etag' | 'storageClass'>,
  { days, tier }: Pick<RestoreOrder, 'days' | 'tier'>,
): Promise<RestoreResult> {
  return call('restoreObject', {
    body: { ...scope, key, storageClass, days, ...(tier === undefined ? {} : { tier }) },
    condition: { ifMatch: etag },
  });
}

/** Asks for a restore, once: one that may have arrived is never sent again by itself. */
export function useRestore({
  connection,
  bucket,
}: BucketRef): UseMutationResult<RestoreResult, Error, RestoreOrder> {
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...queryScope.bucket(connection, bucket), 'restore'],
    mutationFn: ({ subject, ...order }: RestoreOrder) =>
      askForRestore({ connection, bucket }, subject, order),
    retry: false,
    networkMode: 'always',
    // A refusal too may mean that what is shown is old.
    onSettled: (_answer, _error, { subject: { key } }) =>
      refreshAfterWrite(client, { connection, bucket, key }),
  });
}
