import type { ConnectionSettings } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQueries } from '../../shared/queries/account-queries.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { toAccountUrl, toNamedConnection } from '../account-place.ts';
import { focusLater } from '../focus-later.ts';
import { Lines, Page } from '../page-parts.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { SetUpFirst } from './set-up-first.tsx';

/** Every connection, and the way to add one. */
export function ConnectionsPage() {
  const { t } = useTranslation('connections');
  const list = useQuery(accountQueries.connections());
  const [removing, setRemoving] = useState<ConnectionSettings>();
  const [done, setDone] = useState(() => toNotice(toNamedConnection(location.search)));
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef<HTMLElement>(null);
  const end = (place: typeof heading | typeof pressed): void => {
    setRemoving(undefined);
    focusLater(place);
  };
  return (
    <Page headingRef={heading} title={t('title')}>
      <div className="-mt-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72 text-13 text-ink-2">{t('text')}</p>
        {list.data?.canAdd === true && <AddLink />}
      </div>
      <p className="text-13 text-ink-2 empty:hidden" role="status">
        {done !== undefined && t(done.what, { name: toVisibleText(done.name) })}
      </p>
      <Lines empty={t('empty')} list={list}>
        {(settings) => (
          <ConnectionLine
            canTest={list.data?.canAdd === true}
            key={settings.name}
            onRemove={(button) => {
              pressed.current = button;
              setRemoving(settings);
            }}
            settings={settings}
          />
        )}
      </Lines>
      {list.data !== undefined && !list.data.canAdd && <SetUpFirst reason={list.data.reason} />}
      {removing !== undefined && (
        <RemoveDialog
          onClose={() => end(pressed)}
          onRemoved={() => {
            setDone({ what: 'removed', name: removing.name });
            end(heading);
          }}
          settings={removing}
        />
      )}
    </Page>
  );
}

interface Notice {
  what: 'saved' | 'removed';
  name: string;
}

/** What the address says that was just done. */
const toNotice = (name: string | undefined): Notice | undefined =>
  name === undefined ? undefined : { what: 'saved', name };

function AddLink() {
  const { t } = useTranslation('connections');
  return (
    <a className={buttonClass('primary')} href={toAccountUrl('account/connections/add')}>
      <Icon name="plus" />
      {t('add')}
    </a>
  );
}
