import type { QueryClient } from '@tanstack/react-query';
import { refreshWritten } from '../features/symlinks/mutations.ts';
import { hearOtherTabs } from '../shared/api/other-tabs.ts';
import { queryScope } from '../shared/api/query-scope.ts';

/** What another tab wrote or had read is asked for again here, as if it had been done in this tab. */
export function followTabs(client: QueryClient): () => void {
  return hearOtherTabs(({ connection, bucket, key }) => {
    void (bucket === undefined || key === undefined
      ? client.invalidateQueries({ queryKey: queryScope.index(connection) })
      : refreshWritten(client, { connection, bucket, key }));
  });
}
