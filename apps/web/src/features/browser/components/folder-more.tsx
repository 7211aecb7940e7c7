import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../../shared/ui/button.tsx';
import type { FolderMoreMenuProps } from './folder-more-menu.tsx';

const loadMenu = () => import('./folder-more-menu.tsx');
const FolderMoreMenu = lazy(async () => ({ default: (await loadMenu()).FolderMoreMenu }));

/** What a phone has no room for. The menu is loaded when somebody reaches for it. */
export function FolderMore(props: Omit<FolderMoreMenuProps, 'trigger'>) {
  const { t } = useTranslation('objects');
  const [wanted, setWanted] = useState(false);
  const face = (
    <button
      aria-haspopup="menu"
      aria-label={t('action.more')}
      className={buttonClass('quiet')}
      onClick={() => setWanted(true)}
      onFocus={() => void loadMenu()}
      type="button"
    >
      ⋯
    </button>
  );
  if (!wanted) return face;
  return (
    <Suspense fallback={face}>
      <FolderMoreMenu {...props} trigger={face} />
    </Suspense>
  );
}
