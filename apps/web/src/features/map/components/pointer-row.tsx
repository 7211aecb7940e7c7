import type { MapPointer } from '@signpost/api-contract';
import type { DragEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { PlaceName } from './place-name.tsx';

interface PointerRowProps {
  pointer: MapPointer;
  /** Folder that is left out of its name. */
  within: string;
  /** Where it leads and how that is, in words: the row says it to those who do not see the lines. */
  spoken: string;
  state: 'plain' | 'lit' | 'dim';
  selected: boolean;
  movable: boolean;
  /** It was picked up by keys and waits for a destination. */
  carried: boolean;
  staged: boolean;
  tabbable: boolean;
  ref: Ref<HTMLButtonElement>;
  onSelect: () => void;
  onLook: (looks: boolean) => void;
  onDrag: (drags: boolean) => void;
}

/** What people ask for: a folder of links, or one link. It can be dragged to where it shall lead. */
export function PointerRow({
  pointer,
  within,
  spoken,
  state,
  selected,
  movable,
  carried,
  staged,
  tabbable,
  ref,
  onSelect,
  onLook,
  onDrag,
}: PointerRowProps) {
  const { t } = useTranslation('map');
  const { kind, name, links } = pointer;
  return (
    <button
      aria-pressed={selected}
      className={cx(
        'flex h-7 w-full items-center gap-2 rounded-md border px-2 text-left text-13 hover:border-line-strong',
        selected ? 'border-accent bg-accent-soft' : 'border-line bg-surface-1',
        state === 'dim' && '[&_*]:text-ink-3!',
        (carried || staged) && 'border-dashed border-accent',
      )}
      draggable={movable}
      onBlur={() => onLook(false)}
      onClick={onSelect}
      onDragEnd={() => onDrag(false)}
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'link';
        event.dataTransfer.setData('text/plain', name);
        onDrag(true);
      }}
      onFocus={() => onLook(true)}
      onMouseEnter={() => onLook(true)}
      onMouseLeave={() => onLook(false)}
      ref={ref}
      tabIndex={tabbable ? 0 : -1}
      type="button"
    >
      <span aria-hidden="true" className="w-4 shrink-0 text-center text-ink-3">
        {kind === 'link' ? '→' : kind === 'folder' ? '⋮' : '⇒'}
      </span>
      <span className="min-w-0 flex-1">
        <PlaceName name={name} within={within} />
      </span>
      {kind !== 'link' && (
        <span className="shrink-0 text-12 text-ink-3 tabular-nums">{t('links', { count: links })}</span>
      )}
      <span className="sr-only">: {spoken}</span>
    </button>
  );
}
