import { Dialog } from '@base-ui/react/dialog';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { IconButton } from '../../../shared/ui/button.tsx';
import { isRepeatedClick } from '../../../shared/ui/dialog-presses.ts';
import type { PaletteItem } from '../model/palette-items.ts';
import { usePaletteContents, type PaletteContext } from '../use-palette-contents.ts';
import { PaletteNotes } from './palette-notes.tsx';
import { PaletteRow } from './palette-row.tsx';

interface CommandPaletteProps extends PaletteContext {
  onPick: (item: PaletteItem) => void;
  onClose: () => void;
}

/** Groups whose items lead to another place. */
const leads: ReadonlySet<string | undefined> = new Set(['go', 'recent', 'change', 'links', 'places']);

/**
 * One field that takes anything: a key, an address, an id, words. The list below follows the text;
 * the focus stays in the field, arrows move in the list, Enter goes.
 */
export function CommandPalette({ onPick, onClose, ...props }: CommandPaletteProps) {
  const { t } = useTranslation('palette');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const leaves = useRef(false);
  const [active, setActive] = useState(0);
  const { text, setText, groups, notes, pending } = usePaletteContents(props);
  const items = groups.flatMap((group) => group.items);
  const index = Math.min(active, items.length - 1);
  const toId = (item: PaletteItem): string => `${id}-${items.indexOf(item)}`;

  const move = (to: number): void => {
    if (items.length === 0) return;
    const next = (to + items.length) % items.length;
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const pick = (item: PaletteItem): void => {
    // The row says why.
    if (isDisabled(item)) return;
    if (item.kind === 'command' && item.command.asks !== undefined) {
      setText(item.command.asks);
      setActive(0);
      return;
    }
    leaves.current = leads.has(groups.find((group) => group.items.includes(item))?.name);
    onClose();
    onPick(item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[index];
    if (event.key === 'ArrowDown') move(index + 1);
    else if (event.key === 'ArrowUp') move(index - 1);
    else if (event.key === 'Enter' && item !== undefined) pick(item);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root
      onOpenChange={(open, { event }) => {
        if (!open && !isRepeatedClick(event)) onClose();
      }}
      open
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup
          aria-label={t('title')}
          className="fixed inset-x-0 top-0 z-40 flex max-h-dvh flex-col overflow-hidden border border-line bg-surface-1 shadow-float outline-none max-sm:h-dvh sm:inset-x-auto sm:top-[10vh] sm:left-1/2 sm:max-h-[76vh] sm:w-[min(46rem,calc(100vw-3rem))] sm:-translate-x-1/2 sm:rounded-xl"
          // The page that one went to begins without it: arrow keys enter its list.
          finalFocus={() => !leaves.current}
          initialFocus={field}
        >
          <div className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-2 pl-4">
            <Icon className="shrink-0 text-ink-3" name="search" />
            <input
              aria-activedescendant={items[index] === undefined ? undefined : `${id}-${index}`}
              aria-autocomplete="list"
              aria-controls={items.length === 0 ? undefined : `${id}-list`}
              aria-expanded={items.length > 0}
              aria-label={t('label')}
              autoCapitalize="none"
              autoComplete="off"
              autoCorrect="off"
              className="h-11 min-w-0 flex-1 bg-transparent font-mono text-14 text-ink-1 outline-none placeholder:font-sans max-sm:text-16"
              enterKeyHint="go"
              maxLength={8192}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              placeholder={t('placeholder')}
              ref={field}
              role="combobox"
              spellCheck={false}
              value={text}
            />
            {pending && <span className="text-12 text-ink-3">{t('looking')}</span>}
            <IconButton icon="close" label={t('close')} onClick={onClose} />
          </div>
          <div aria-live="polite">
            <PaletteNotes {...notes} />
          </div>
          {/* A list without rows is none: it stays away rather than empty. */}
          <div
            aria-label={t('results')}
            hidden={items.length === 0}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5"
            id={`${id}-list`}
            role="listbox"
            // The list scrolls by the keys of the field; a pointer drags it.
            tabIndex={-1}
          >
            {groups.map((group) => (
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- groups of options have no element of their own
              <div aria-labelledby={`${id}-${group.name}`} key={group.name} role="group">
                <p className="px-2.5 pt-2 pb-1 text-12 text-ink-3" id={`${id}-${group.name}`}>
                  {t(`group.${group.name}`)}
                </p>
                {group.items.map((item) => (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role -- the field has the focus and takes the keys
                  <div
                    aria-disabled={isDisabled(item) || undefined}
                    aria-selected={items[index] === item}
                    className={cx(
                      'touch-target flex min-h-8 min-w-0 items-center gap-2.5 rounded-md px-2.5 py-1 text-13',
                      items[index] === item && 'bg-accent-soft',
                    )}
                    id={toId(item)}
                    key={item.id}
                    onClick={() => pick(item)}
                    onPointerMove={() => setActive(items.indexOf(item))}
                    role="option"
                    tabIndex={-1}
                  >
                    <PaletteRow item={item} />
                  </div>
                ))}
              </div>
            ))}
          </div>
          {groups.length === 0 && !pending && notes.errors.length === 0 && (
            <p className="px-3 py-6 text-center text-13 text-ink-2">{t('nothing')}</p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function isDisabled(item: PaletteItem): boolean {
  return item.kind === 'command' && item.command.disabledReason !== undefined;
}
