import type { Session } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageButton, ThemeButton } from '../app/shell/display-buttons.tsx';
import { Logo } from '../app/shell/logo.tsx';
import { getBasePath } from '../shared/lib/base-path.ts';
import { cx } from '../shared/lib/cx.ts';
import { buttonClass } from '../shared/ui/button.tsx';
import { FailedState } from '../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../shared/ui/text-skeleton.tsx';
import { TooltipSlot } from '../shared/ui/tooltip-slot.tsx';
import { AccessPage } from './access-page.tsx';
import { AccountNav } from './account-nav.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { toAccountPage, toSetUpUrl, type AccountPage } from './account-place.ts';
import { connectionPages } from './connections/connection-pages.ts';
import { OwnPage } from './own-page.tsx';
import { NotAllowed, Page } from './page-parts.tsx';
import { PeoplePage } from './people-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Sign-in, the own account, and people and connections for those who manage them. */
export function AccountApp() {
  const session = useQuery(accountQueries.session());
  const page = toAccountPage(location.pathname);
  if (session.isPending)
    return (
      <Frame>
        <TextSkeleton />
      </Frame>
    );
  if (session.isError)
    return (
      <Frame>
        <FailedState error={session.error} onRetry={() => void session.refetch()} />
      </Frame>
    );
  const { data } = session;
  if (page === 'sign-in' || data.state === 'set-up' || data.state === 'signed-out')
    return (
      <Frame>
        <SignInPage session={data} />
      </Frame>
    );
  return (
    <Frame nav={<AccountNav page={page} session={data} />}>
      <SignedInPage page={page} session={data} />
    </Frame>
  );
}

function SignedInPage({ session, page }: { session: Session; page: AccountPage }) {
  const Connections = connectionPages[page];
  if (Connections !== undefined && session.administrates === true)
    return (
      <Suspense fallback={<TextSkeleton />}>
        <Connections />
      </Suspense>
    );
  if (session.state === 'open') return <OpenPage canSetUp={session.canSetUp === true} />;
  if (page === 'account' || page === 'sign-in') return <OwnPage session={session} />;
  if (session.administrates !== true) return <NotAllowed />;
  return page === 'account/people' ? <PeoplePage session={session} /> : <AccessPage />;
}

/** A console without accounts has no pages of them. */
function OpenPage({ canSetUp }: { canSetUp: boolean }) {
  const { t } = useTranslation('account');
  return (
    <Page title={t('open.title')}>
      <p className="text-13 text-ink-2">{t(canSetUp ? 'open.canSetUp' : 'open.text')}</p>
      {canSetUp && (
        <a className={cx(buttonClass('primary'), 'self-start')} href={toSetUpUrl('account')}>
          {t('open.setUp')}
        </a>
      )}
      <a className="text-13 text-accent underline" href={getBasePath()}>
        {t('goOn')}
      </a>
    </Page>
  );
}

/** The frame of every page: the way back, language and theme. */
function Frame({ nav, children }: { nav?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('account');
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface-1 px-2">
        <a className="touch-target flex items-center gap-2 rounded-md p-1" href={getBasePath()}>
          <Logo />
          <span className="font-semibold">Signpost</span>
          <span className="sr-only">{t('back')}</span>
        </a>
        <span className="flex-1" />
        <LanguageButton />
        <ThemeButton />
      </header>
      {nav}
      <main className="min-h-0 flex-1 overflow-y-auto bg-surface-1" id="content" tabIndex={-1}>
        {children}
      </main>
      <TooltipSlot />
    </div>
  );
}
