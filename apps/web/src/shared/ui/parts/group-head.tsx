import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon.tsx';
import type { Extent } from './selection.ts';
import { TriStateCheckbox } from './tri-state-checkbox.tsx';

interface GroupHeadProps {
  /** Name as plain text, for screen readers. */
  name: string;
  /** The name as it is drawn, where that differs: a key with its folder dimmed. */
  children?: ReactNode;
  count: number;
  folded: boolean;
  onToggle: () => void;
  /** Absent where rows cannot be selected. */
  selection?: { extent: Extent; onChange: (selected: boolean) => void };
  /** Right of the name: health, verbs. */
  aside?: ReactNode;
}

/** The head of a group of rows. Enter and Space turn it; arrow right unfolds, arrow left folds. */
export function GroupHead({ name, children, count, folded, onToggle, selection, aside }: GroupHeadProps) {
  const { t } = useTranslation('parts');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== (folded ? 'ArrowRight' : 'ArrowLeft')) return;
    event.preventDefault();
    onToggle();
  };
  return (
    <div className="flex items-center gap-2 border-b border-line bg-surface-2 px-3">
      {selection !== undefined && (
        <TriStateCheckbox
          extent={selection.extent}
          label={t('group.select', { name })}
          labelHidden
          onChange={selection.onChange}
        />
      )}
      <button
        aria-expanded={!folded}
        className="touch-target flex min-h-8 min-w-0 flex-1 items-center gap-2 text-left text-13"
        onClick={onToggle}
        onKeyDown={onKeyDown}
        type="button"
      >
        <Icon
          className={cx('shrink-0 text-ink-3 transition-transform duration-100', !folded && 'rotate-90')}
          name="chevronRight"
        />
        <span className="min-w-0 font-medium wrap-anywhere">{children ?? name}</span>{' '}
        <span className="shrink-0 text-12 text-ink-3">{t('group.rows', { count })}</span>
      </button>
      {aside}
    </div>
  );
}
