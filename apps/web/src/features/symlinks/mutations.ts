import type { WriteResult } from '@signpost/api-contract';
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { tellOtherTabs } from '../../shared/api/other-tabs.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import { isAffected } from './model/affected-queries.ts';
import type { SheetScope, WriteRequest } from './model/write-request.ts';

export const linkMutations = {
  /** Sends one write, once. */
  write: ({ connection, bucket }: SheetScope) =>
    mutationOptions({
      mutationKey: [...queryScope.bucket(connection, bucket), 'write'],
      mutationFn: sendWrite,
      // A write that may have arrived is never sent again by itself.
      retry: false,
      networkMode: 'always',
    }),
};

function sendWrite(request: WriteRequest): Promise<WriteResult> {
  const { condition } = request;
  switch (request.act) {
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

type WrittenKey = SheetScope & { key: string };

/** Reads again what a write to this key has made wrong, and has the other tabs do the same. */
export function refreshAfterWrite(client: QueryClient, written: WrittenKey): Promise<void> {
  tellOtherTabs(written);
  return refreshWritten(client, written);
}

/** Reads again what a write to this key has made wrong, and nothing else. */
export function refreshWritten(client: QueryClient, written: WrittenKey): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey, state }) => isAffected({ queryKey, data: state.data }, written),
  });
}
