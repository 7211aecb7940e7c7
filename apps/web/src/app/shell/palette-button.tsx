import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/ui/icon.tsx';
import { useRecentPlace } from './recent-places.ts';
import { needTexts } from '../i18n.ts';

const loadDialog = () => import('./palette-dialog.tsx');
const PaletteDialog = lazy(async () => {
  const texts = needTexts('palette', 'changes', 'actions');
  const dialog = { default: (await loadDialog()).PaletteDialog };
  await texts;
  return dialog;
});

interface PaletteButtonProps {
  connection: string;
  bucket: string | undefined;
  prefix: string;
}

/** The way to the command palette: a button that looks like it, and `Ctrl K` or `⌘ K` everywhere. */
export function PaletteButton({ connection, bucket, prefix }: PaletteButtonProps) {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const { key } = useSearch({ strict: false });
  useRecentPlace(connection, bucket, key ?? prefix);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      // A dialog or a question that is open is answered first.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const wide = bucket === undefined;
  return (
    <>
      <button
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className={
          'touch-target flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-surface-0 px-2 text-12 text-ink-3 ' +
          `hover:border-line-strong hover:text-ink-1 max-md:border-transparent max-md:bg-transparent max-md:justify-center ${wide ? 'md:w-96' : ''}`
        }
        onClick={() => setOpen(true)}
        onFocus={() => void loadDialog()}
        onPointerEnter={() => void loadDialog()}
        data-tip={t('box.hint')}
        type="button"
      >
        <Icon name="search" size={14} />
        {wide ? (
          <span className="flex-1 truncate text-left max-md:sr-only">{t('box.open')}</span>
        ) : (
          <span className="max-[75rem]:sr-only">{t('box.short')}</span>
        )}
        {/* Part of the name: users of speech control say the words they can read. */}
        <kbd className="rounded-sm border border-line px-1 font-mono max-md:hidden">
          {/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PaletteDialog
            bucket={bucket}
            connection={connection}
            onClose={() => setOpen(false)}
            prefix={prefix}
          />
        </Suspense>
      )}
    </>
  );
}
