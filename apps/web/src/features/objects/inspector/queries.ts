import { queryOptions } from '@tanstack/react-query';
import { call, toOperationUrl } from '../../../shared/api/call.ts';
import { toApiError } from '../../../shared/api/api-error.ts';
import { queryScope } from '../../../shared/api/query-scope.ts';
import type { BucketScope } from '../queries.ts';

/** Names one key of one bucket. */
export interface KeyPlace extends BucketScope {
  key: string;
}

/** What a preview turned out to be. Images are shown by their address, so that no byte of them passes through here. */
export type Preview = { kind: 'image' } | { kind: 'text'; text: string };

export const inspectorQueries = {
  /** All that is known about one key. The sheet reads the same key anew before it writes. */
  view: ({ connection, bucket, key }: KeyPlace) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
    }),

  /** The beginning of an object, or of what a link reaches. `etag` makes another content another question. */
  preview: ({ connection, bucket, key }: KeyPlace, etag: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preview', key, etag],
      queryFn: async ({ signal }): Promise<Preview> => {
        const response = await fetch(toOperationUrl('previewObject', { connection, bucket, key }), {
          signal,
          credentials: 'same-origin',
        });
        if (!response.ok) throw toApiError(response.status, await response.json().catch(() => undefined));
        if ((response.headers.get('content-type') ?? '').startsWith('image/')) {
          await response.body?.cancel();
          return { kind: 'image' };
        }
        return { kind: 'text', text: await response.text() };
      },
      staleTime: 300_000,
      retry: false,
    }),
};
