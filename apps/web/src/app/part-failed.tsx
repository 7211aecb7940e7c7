import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api/call.ts';
import { queryScope } from '../shared/api/query-scope.ts';
import { Button } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { FailedState } from '../shared/ui/failed-state.tsx';

/** Stands in for a part that could not be fetched: because nobody answers, or because a newer console has other parts. */
export function PartFailed() {
  const { t } = useTranslation();
  const server = useQuery({
    queryKey: [...queryScope.connections(), 'answers'],
    queryFn: ({ signal }) => call('listConnections', { signal }),
    gcTime: 0,
    retry: false,
  });
  // The part itself can only be had with the page: browsers remember what they could not fetch.
  const reload = (): void => location.reload();
  const retry = async (): Promise<void> => {
    if ((await server.refetch()).isSuccess) reload();
  };
  if (server.isPending) return null;
  if (server.isError)
    return (
      <FailedState
        error={server.error}
        onRetry={() => void retry()}
        title={<h1>{t('partFailed.title')}</h1>}
      />
    );
  return (
    <EmptyState
      action={
        <Button icon="retry" onClick={reload}>
          {t('crash.reload')}
        </Button>
      }
      icon="warning"
      title={<h1>{t('partFailed.title')}</h1>}
    >
      <p>{t('partFailed.body')}</p>
    </EmptyState>
  );
}
