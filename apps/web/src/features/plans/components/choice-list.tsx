import type { AnswerOf } from '@signpost/api-contract';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';

export type FolderChoices = AnswerOf<'listFolderChoices'>;
type FolderChoice = FolderChoices['items'][number];

interface ChoiceListProps {
  choices: FolderChoices;
  /** Folder that the reader is in already. */
  within: string;
  /** The choice that was made, while its plan is being made. */
  pending: string | undefined;
  onChoose: (prefix: string) => void;
}

/** Folders that links could follow, newest first. Arrows move between them. */
export function ChoiceList({
  choices: { items, links, follows },
  within,
  pending,
  onChoose,
}: ChoiceListProps) {
  const { t } = useTranslation('plans');
  const list = useRef<HTMLUListElement>(null);
  // What the dialog is about gets the keyboard, unless a folder is typed already.
  useEffect(() => {
    if (document.activeElement instanceof HTMLInputElement && document.activeElement.value !== '') return;
    list.current?.querySelector<HTMLElement>('button:not([aria-disabled])')?.focus();
  }, []);
  return (
    <ul
      aria-label={t('move.choices')}
      className="divide-y divide-line rounded-lg border border-line"
      ref={list}
    >
      {items.map((choice) => (
        <li key={choice.prefix}>
          <Choice
            choice={choice}
            current={choice.prefix === follows}
            inert={pending !== undefined}
            links={links}
            onChoose={onChoose}
            pending={choice.prefix === pending}
            within={within}
          />
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps {
  choice: FolderChoice;
  links: number;
  within: string;
  current: boolean;
  inert: boolean;
  pending: boolean;
  onChoose: (prefix: string) => void;
}

function Choice({ choice, links, within, current, inert, pending, onChoose }: ChoiceProps) {
  const { t } = useTranslation('plans');
  const { prefix, objects, bytes, newest, matching, archived } = choice;
  const off = current || inert;
  return (
    <button
      aria-busy={pending || undefined}
      aria-disabled={off || undefined}
      className={cx(
        'touch-target grid w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 text-left text-13',
        'sm:grid-cols-[1rem_minmax(0,1fr)_12rem_5.5rem_3rem]',
        off ? 'cursor-default' : 'hover:bg-surface-2',
        pending && 'breathe',
      )}
      onClick={() => {
        if (!off) onChoose(prefix);
      }}
      onKeyDown={moveByArrows}
      type="button"
    >
      <Icon className="text-ink-3" name="folder" />
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <KeyText value={prefix} within={within} />
        {current && <span className="text-12 text-ink-3">{t('move.current')}</span>}
        {archived !== undefined && (
          <span className="text-12 text-caution">{t('move.archived', { count: archived })}</span>
        )}
      </span>
      <span className="text-12 text-ink-2 max-sm:col-start-2 max-sm:row-start-2">
        {links === 0 ? t('move.files', { count: objects }) : t('move.match', { matching, count: links })}
      </span>
      <Size bytes={bytes} className="text-right text-12 text-ink-3 max-sm:col-start-3 max-sm:row-start-1" />
      <span className="text-right text-12 text-ink-3 max-sm:col-start-3">
        {newest !== undefined && <RelativeTime at={newest} />}
      </span>
    </button>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((button) => button === event.currentTarget);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
}
