import type { Change } from '@signpost/api-contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiError } from '../../shared/api/api-error.ts';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { outcomeQueries } from '../../shared/queries/outcome-queries.ts';

interface ChangeById {
  change: Change | undefined;
  /** The change log has none with this id. */
  idMissing: boolean;
  query: Pick<UseQueryResult, 'error' | 'isError' | 'isFetching' | 'refetch'>;
}

/** Finds a change by its own id, or by the id that OSS gave its request. */
export function useChangeById(
  connection: string,
  id: { kind: 'oss-request' | 'uuid'; id: string } | undefined,
): ChangeById {
  const byId = useQuery({
    ...outcomeQueries.one(connection, id?.id ?? ''),
    enabled: id?.kind === 'uuid',
    refetchInterval: false,
  });
  const byRequest = useQuery({
    ...changeQueries.page(connection, { requestId: id?.id ?? '', limit: '1' }),
    enabled: id?.kind === 'oss-request',
    refetchInterval: false,
  });
  if (id?.kind === 'uuid') {
    const idMissing = byId.error instanceof ApiError && byId.error.code === 'change-missing';
    return { change: idMissing ? undefined : byId.data?.change, idMissing, query: byId };
  }
  const change = id === undefined ? undefined : byRequest.data?.items[0];
  return {
    change,
    idMissing: byRequest.isSuccess && id !== undefined && change === undefined,
    query: byRequest,
  };
}
