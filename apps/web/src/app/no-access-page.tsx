import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toNames } from '../shared/access/find-denial.ts';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { Button } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';

/** Somebody is signed in whom nothing was granted yet: says so, and whom to ask. */
export function NoAccessPage() {
  const { t, i18n } = useTranslation('access');
  const { data, refetch, isFetching } = useQuery(connectionQueries.list());
  const names = data?.administrators ?? [];
  return (
    <EmptyState
      action={
        <Button icon="retry" onClick={() => void refetch()} pending={isFetching}>
          {t('none.again')}
        </Button>
      }
      icon="person"
      title={<h1>{t('none.title')}</h1>}
    >
      <p>
        {names.length === 0 ? t('none.unnamed') : t('none.named', { who: toNames(names, i18n.language) })}
      </p>
    </EmptyState>
  );
}
