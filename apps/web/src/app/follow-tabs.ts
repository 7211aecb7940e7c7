import type { QueryClient } from '@tanstack/react-query';
import { hearOtherTabs } from '../shared/api/other-tabs.ts';
import { queryScope } from '../shared/api/query-scope.ts';

/** What another tab wrote or had read is asked for again here, as if it had been done in this tab. */
export function followTabs(client: QueryClient): () => void {
  return hearOtherTabs((connection, bucket, key) => {
    if (bucket === undefined || key === undefined) {
      void client.invalidateQueries({ queryKey: queryScope.index(connection) });
    } else {
      // Most tabs never hear of a write.
      import('../shared/queries/refresh-written.ts')
        .then(({ refreshWritten }) => refreshWritten(client, { connection, bucket, key }))
        // Without that part of the program everything is asked for again.
        .catch(() => client.invalidateQueries());
    }
  });
}
