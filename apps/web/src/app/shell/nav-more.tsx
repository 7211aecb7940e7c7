import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NavMoreMenuProps } from './nav-more-menu.tsx';

const loadMenu = () => import('./nav-more-menu.tsx');
const NavMoreMenu = lazy(async () => ({ default: (await loadMenu()).NavMoreMenu }));

/** The places that the bar of a phone has no room for. The menu is loaded when somebody reaches for it. */
export function NavMore(props: Omit<NavMoreMenuProps, 'trigger'>) {
  const { t } = useTranslation('shell');
  const [wanted, setWanted] = useState(false);
  const face = (
    <button
      aria-haspopup="menu"
      className="flex h-12 w-full flex-col items-center justify-center gap-0.5 text-12 text-ink-2"
      onClick={() => setWanted(true)}
      onFocus={() => void loadMenu()}
      type="button"
    >
      <span aria-hidden="true" className="text-16 leading-4">
        ⋯
      </span>
      {t('place.more')}
    </button>
  );
  if (!wanted) return face;
  return (
    <Suspense fallback={face}>
      <NavMoreMenu {...props} trigger={face} />
    </Suspense>
  );
}
