import type { QueryClient } from '@tanstack/react-query';
import { hearOtherTabs } from '../shared/api/other-tabs.ts';
import { queryScope } from '../shared/api/query-scope.ts';
import { refreshWritten } from '../shared/queries/refresh-written.ts';

/** What another tab wrote or had read is asked for again here, as if it had been done in this tab. */
export function followTabs(client: QueryClient): () => void {
  return hearOtherTabs((connection, bucket, key) => {
    if (bucket === undefined || key === undefined) {
      void client.invalidateQueries({ queryKey: queryScope.index(connection) });
    } else {
      void refreshWritten(client, { connection, bucket, key });
    }
  });
}
