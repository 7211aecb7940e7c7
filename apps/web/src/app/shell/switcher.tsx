import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useConnectionLabel } from './use-connection-label.ts';
import { cx } from '../../shared/lib/cx.ts';

const loadMenu = () => import('./switcher-menu.tsx');
const SwitcherMenu = lazy(async () => ({ default: (await loadMenu()).SwitcherMenu }));

interface SwitcherProps {
  connection: string;
  bucket?: string | undefined;
}

/** Connection and bucket, and the way to others. The menu is loaded when somebody reaches for it. */
export function Switcher({ connection, bucket }: SwitcherProps) {
  const { t } = useTranslation('shell');
  const [wanted, setWanted] = useState(false);
  const label = useConnectionLabel()(connection);
  const name =
    bucket === undefined
      ? t('connection.switch', { name: label })
      : t('connection.switchBucket', { name: bucket });
  const face = (
    <button
      aria-haspopup="menu"
      className={cx(buttonClass('quiet'), 'min-w-0 shrink gap-1 px-2 max-sm:max-w-56')}
      onClick={() => setWanted(true)}
      onFocus={() => void loadMenu()}
      onPointerEnter={() => void loadMenu()}
      data-tip={name}
      type="button"
    >
      <span className="sr-only">{t('connection.label')}</span>
      <span className="truncate text-ink-3 max-lg:hidden">{label}</span>
      <span aria-hidden="true" className="text-ink-3 max-lg:hidden">
        ›
      </span>
      {bucket !== undefined && (
        <>
          <span className="sr-only">{t('connection.bucketLabel')}</span>
          <span className="truncate font-semibold text-ink-1">{bucket}</span>
        </>
      )}
      {bucket === undefined && <span className="truncate text-ink-1">{t('connection.allBuckets')}</span>}
      <Icon className="shrink-0 text-ink-3" name="chevronDown" size={14} />
    </button>
  );
  if (!wanted) return face;
  return (
    <Suspense fallback={face}>
      <SwitcherMenu bucket={bucket} connection={connection} trigger={face} />
    </Suspense>
  );
}
