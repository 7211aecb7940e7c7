import type { QueryClient } from '@tanstack/react-query';
import { tellOtherTabs } from './other-tabs.ts';
import { queryScope } from './query-scope.ts';

/** After a scan was asked for: asks again what the link index knows, here and in the other tabs. */
export function refreshIndex(client: QueryClient, connection: string): Promise<void> {
  tellOtherTabs({ connection });
  return client.invalidateQueries({ queryKey: queryScope.index(connection) });
}
