import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '../../shared/queries/connection-queries.ts';
import { BucketMark } from '../../features/buckets/components/bucket-mark.tsx';
import { cx } from '../../shared/lib/cx.ts';
import { getBasePath } from '../../shared/lib/base-path.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { PathBar } from '../../features/browser/components/path-bar.tsx';
import { TooltipSlot } from '../../shared/ui/tooltip-slot.tsx';
import { Toaster } from '../../shared/ui/toaster.tsx';
import { PaletteButton } from './palette-button.tsx';
import { LanguageButton, ThemeButton } from './display-buttons.tsx';
import { HelpButton } from './help-button.tsx';
import { Logo } from './logo.tsx';
import { needTexts } from '../i18n.ts';
import { NavRail, type NavItemName } from './nav-rail.tsx';
import { Switcher } from './switcher.tsx';
import { TourSlot } from './tour-slot.tsx';
import { TabIcon } from './tab-icon.tsx';

const ConnectionMarks = lazy(async () => {
  const [{ ConnectionMarks }] = await Promise.all([import('./connection-marks.tsx'), needTexts('access')]);
  return { default: ConnectionMarks };
});

interface ShellProps {
  connection: string | undefined;
  bucket: string | undefined;
  /** Bucket that a list of several is narrowed to. */
  listed: string | undefined;
  /** Folder that is shown, for the path bar. */
  prefix: string;
  /** Key that is open in it. */
  openKey: string | undefined;
  navItem: NavItemName;
  children: ReactNode;
}

/** The frame of every page: navigation, path, language, theme, help. */
export function Shell({ connection, bucket, listed, prefix, openKey, navItem, children }: ShellProps) {
  const { t } = useTranslation('shell');
  return (
    <div className="flex h-full flex-col">
      <a
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface-1 focus:p-2"
        href="#content"
      >
        {t('skip')}
      </a>
      <OpenBanner />
      <header className="flex shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-surface-1 sm:h-12 sm:px-2 sm:flex-nowrap">
        <div className="flex h-12 min-w-0 items-center gap-1 max-sm:flex-1">
          <Link
            aria-label="Signpost"
            className="touch-target flex shrink-0 items-center justify-center gap-2 rounded-md p-1"
            to="/"
          >
            <Logo />
            <span className="font-semibold max-md:hidden">Signpost</span>
          </Link>
          {connection !== undefined && <Switcher bucket={bucket ?? listed} connection={connection} />}
        </div>
        {connection !== undefined && bucket !== undefined && (
          <BucketMark bucket={bucket} connection={connection} />
        )}
        {connection !== undefined && bucket !== undefined ? (
          <div className="min-w-0 max-sm:order-last max-sm:w-full max-sm:px-2 max-sm:pb-1.5 sm:flex-1">
            <PathBar bucket={bucket} connection={connection} key={bucket} prefix={prefix} />
          </div>
        ) : (
          <span className="max-sm:hidden sm:flex-1" />
        )}
        {connection !== undefined && (
          <PaletteButton bucket={bucket} connection={connection} key={connection} prefix={prefix} />
        )}
        <Marks connection={connection} />
        <div className="flex shrink-0 items-center">
          <LanguageButton />
          <ThemeButton />
          <HelpButton />
          <a
            aria-label={t('account')}
            // On a phone it is in the menu of places, where there are any.
            className={cx(
              'touch-target inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-surface-3',
              connection !== undefined && 'max-sm:hidden',
            )}
            data-tip={t('account')}
            href={`${getBasePath()}account`}
          >
            <Icon name="person" />
          </a>
        </div>
      </header>
      <div className="flex min-h-0 flex-1 max-sm:flex-col">
        {connection !== undefined && (
          <NavRail
            bucket={bucket}
            connection={connection}
            current={navItem}
            listed={listed}
            openKey={openKey}
            prefix={prefix}
          />
        )}
        <main
          className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface-1 outline-none"
          id="content"
          tabIndex={-1}
        >
          {children}
        </main>
      </div>
      <Toaster />
      {connection !== undefined && <TourSlot connection={connection} />}
      <TooltipSlot />
      {connection !== undefined && <TabIcon connection={connection} />}
    </div>
  );
}

/** Nobody signs in, and everybody may do everything: said on every page. */
function OpenBanner() {
  const { t } = useTranslation('shell');
  if (useQuery(connectionQueries.list()).data?.open !== true) return null;
  return (
    <p
      className="shrink-0 border-b border-line bg-caution-soft px-2 py-0.5 text-center text-12 text-ink-1"
      data-tip={t('demo.meaning')}
    >
      {t('demo.open')}
    </p>
  );
}

/** An open console says on every page already that it is the demo. */
function Marks({ connection }: { connection: string | undefined }) {
  const { data } = useQuery(connectionQueries.list());
  const facts = data?.items.find(({ name }) => name === connection);
  if (facts === undefined || data?.open === true) return null;
  return (
    <Suspense fallback={null}>
      <ConnectionMarks connection={facts} />
    </Suspense>
  );
}
