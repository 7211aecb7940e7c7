import type { Session } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { toAccountUrl, type AccountPage } from './account-place.ts';

const labels = {
  account: 'nav.account',
  'account/people': 'nav.people',
  'account/access': 'nav.access',
  'account/connections': 'nav.connections',
} as const;
type ListedPage = keyof typeof labels;

/** The way between the pages of accounts: those that the reader may open. */
export function AccountNav({ session, page }: { session: Session; page: AccountPage }) {
  const { t } = useTranslation('account');
  const pages = toListedPages(session);
  return (
    <nav aria-label={t('nav.label')} className="shrink-0 overflow-x-auto border-b border-line bg-surface-1">
      <ul className="mx-auto flex max-w-4xl gap-1 px-3">
        {pages.map((one) => (
          <li key={one}>
            <a
              aria-current={one === toListedPage(page) ? 'page' : undefined}
              className="touch-target -outline-offset-2 -mb-px flex items-center border-b-2 border-transparent px-2 py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink-1 aria-[current=page]:border-accent aria-[current=page]:text-ink-1"
              href={toAccountUrl(one)}
            >
              {t(labels[one])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A console without accounts has no people, but it has connections. */
function toListedPages({ administrates, state }: Session): readonly ListedPage[] {
  if (administrates !== true) return ['account'];
  return state === 'open'
    ? ['account', 'account/connections']
    : ['account', 'account/people', 'account/access', 'account/connections'];
}

/** A form lies below the list that it leads back to. */
function toListedPage(page: AccountPage): AccountPage {
  return page.startsWith('account/connections') ? 'account/connections' : page;
}
