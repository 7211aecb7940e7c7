import { useQuery } from '@tanstack/react-query';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { accountQueries } from '../../shared/queries/account-queries.ts';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../../shared/ui/text-skeleton.tsx';
import { toAccountUrl, toNamedConnection, toSavedUrl } from '../account-place.ts';
import { Page } from '../page-parts.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { SetUpFirst } from './set-up-first.tsx';

const goToList = (name: string): void => location.assign(toSavedUrl(name));

/** A new connection, where one can be added. */
export function AddConnectionPage() {
  const { t } = useTranslation('connections');
  const list = useQuery(accountQueries.connections());
  if (list.data === undefined) return <Waiting list={list} title={t('form.add')} />;
  if (list.data.canAdd) return <ConnectionForm onSaved={goToList} />;
  return (
    <Page title={t('form.add')}>
      <SetUpFirst reason={list.data.reason} />
    </Page>
  );
}

/** The connection that the address names. */
export function EditConnectionPage() {
  const { t } = useTranslation('connections');
  const list = useQuery(accountQueries.connections());
  const name = toNamedConnection(location.search) ?? '';
  const title = t('form.edit', { name: toVisibleText(name) });
  if (list.data === undefined) return <Waiting list={list} title={title} />;
  const settings = list.data.items.find((item) => item.name === name);
  if (settings?.source === 'console') return <ConnectionForm onSaved={goToList} settings={settings} />;
  return (
    <Page title={title}>
      <p className="text-13 text-ink-2">
        {settings === undefined ? t('missing', { name: toVisibleText(name) }) : t(`fixed.${settings.source}`)}
      </p>
      <a className="text-13 text-accent underline" href={toAccountUrl('account/connections')}>
        {t('all')}
      </a>
    </Page>
  );
}

interface WaitingProps {
  title: string;
  list: { error: unknown; refetch: () => Promise<unknown> };
}

function Waiting({ title, list }: WaitingProps) {
  return (
    <Page title={title}>
      {list.error === null ? (
        <TextSkeleton />
      ) : (
        <FailedState error={list.error} inline onRetry={() => void list.refetch()} />
      )}
    </Page>
  );
}
