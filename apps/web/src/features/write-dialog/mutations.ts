import type { Change, WriteView, WriteResult } from '@signpost/api-contract';
import { mutationOptions } from '@tanstack/react-query';
import { ApiError } from '../../shared/api/api-error.ts';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { findOwnWrite, type SentWrite } from './model/sent-write.ts';
import type { WriteRequest } from './model/write-request.ts';

export const linkMutations = {
  /** Sends one write, once. */
  write: (scope: BucketRef) =>
    mutationOptions({
      mutationKey: [...queryScope.bucket(scope.connection, scope.bucket), 'write'],
      mutationFn: (write: Write) => sendWrite(scope, write),
      // A write that may have arrived is never sent again by itself.
      retry: false,
      networkMode: 'always',
    }),
};

/** A write, and what its record will say. */
export interface Write {
  request: WriteRequest;
  sent: SentWrite;
}

async function sendWrite(scope: BucketRef, { request, sent }: Write): Promise<WriteResult> {
  try {
    return await send(request);
  } catch (error) {
    const now = error instanceof ApiError && isInTheWay(error) ? error.problem?.now : undefined;
    const own = now && (await findOwn(scope, { sent, now }));
    if (own === undefined) throw error;
    return { change: own, ...(own.outcome === 'applied' ? { view: now } : {}), calls: 0 };
  }
}

/** Tells a refusal because of what is stored at the key. */
function isInTheWay({ code }: ApiError): boolean {
  return code === 'state-changed' || code === 'key-taken';
}

async function findOwn(
  { connection, bucket }: BucketRef,
  { sent, now }: { sent: SentWrite; now: WriteView },
): Promise<Change | undefined> {
  try {
    const { items } = await call('listChanges', { query: { connection, bucket, key: sent.key, limit: '5' } });
    return findOwnWrite(sent, now, items);
  } catch {
    // Then the refusal stays what is known.
    return undefined;
  }
}

function send(request: WriteRequest): Promise<WriteResult> {
  const { condition } = request;
  switch (request.action) {
    case 'create':
      return call('createLink', { body: request.body, condition });
    case 'repoint':
      return call('repointLink', { body: request.body, condition });
    case 'delete':
      return call('deleteLink', { body: request.body, condition });
    case 'delete-object':
      return call('deleteObject', { body: request.body, condition });
    case 'undo':
      return call('undoChange', { body: request.body, condition });
  }
}
