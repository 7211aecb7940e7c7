import type { ConnectionSettings } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { toVisibleText } from '@signpost/link-model/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQueries } from '../../shared/queries/account-queries.ts';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../../shared/ui/text-skeleton.tsx';
import { toAccountUrl, toNamedConnection, toSavedUrl } from '../account-place.ts';
import { Page } from '../page-parts.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { toConnectionDraft } from './connection-draft.ts';
import { SetUpFirst } from './set-up-first.tsx';
import { TestPanel } from './test-panel.tsx';
import { useConnectionTest } from './use-connection-test.ts';

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
  if (list.data === undefined)
    return <Waiting list={list} title={t('form.view', { name: toVisibleText(name) })} />;
  const settings = list.data.items.find((item) => item.name === name);
  if (settings === undefined) return <Missing name={name} />;
  if (settings.source === 'console') return <ConnectionForm onSaved={goToList} settings={settings} />;
  return <FixedConnection canTest={list.data.canAdd} settings={settings} />;
}

function Missing({ name }: { name: string }) {
  const { t } = useTranslation('connections');
  const shown = toVisibleText(name);
  return (
    <Page title={t('form.view', { name: shown })}>
      <p className="text-13 text-ink-2">{t('missing', { name: shown })}</p>
      <ListLink />
    </Page>
  );
}

interface FixedConnectionProps {
  settings: ConnectionSettings;
  canTest: boolean;
}

/** One that is configured elsewhere can be tried as it is. */
function FixedConnection({ settings, canTest }: FixedConnectionProps) {
  const { t } = useTranslation('connections');
  const [draft] = useState(() => toConnectionDraft(settings));
  const run = useConnectionTest(draft);
  return (
    <Page title={t('form.view', { name: toVisibleText(settings.name) })}>
      <p className="text-13 text-ink-2">{settings.source !== 'console' && t(`fixed.${settings.source}`)}</p>
      {canTest && (
        <TestPanel
          onTest={() => {
            if (!run.test.isPending) run.test.mutate();
          }}
          run={run}
          text={t('test.textFixed')}
        />
      )}
      <ListLink />
    </Page>
  );
}

function ListLink() {
  const { t } = useTranslation('connections');
  return (
    <a className="text-13 text-accent underline" href={toAccountUrl('account/connections')}>
      {t('all')}
    </a>
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
