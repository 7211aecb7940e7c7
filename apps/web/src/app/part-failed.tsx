import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api/api-error.ts';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { FailedState } from '../shared/ui/failed-state.tsx';

/** Stands in for a part that could not be fetched: because nobody answers, or because a newer console has other parts. */
export function PartFailed() {
  const { t } = useTranslation();
  const server = useQuery({
    ...connectionQueries.list(),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const retry = async (): Promise<void> => {
    // The part can only be had with the page: browsers remember what they could not fetch.
    if ((await server.refetch()).isSuccess) location.reload();
  };
  if (server.isPending) return null;
  return (
    <FailedState
      error={server.error ?? new ApiError('answer-invalid')}
      onRetry={() => void retry()}
      title={<h1>{t('crash.part')}</h1>}
    />
  );
}
