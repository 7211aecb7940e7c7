import type { Connection } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { connectionQueries } from '../queries/connection-queries.ts';

/** What is known of a connection; undefined while that is asked, and for one that does not exist. */
export function useConnection(connection: string | undefined): Connection | undefined {
  const { data } = useQuery(connectionQueries.list());
  return data?.items.find(({ name }) => name === connection);
}
