import type { IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { linkColumns } from './columns.ts';

interface LinkRowProps {
  link: IndexedLink;
  index: number;
  /** Has the focus of the list, or gets it on Tab. */
  active: boolean;
  /** Open in the panel. */
  open: boolean;
  narrow: boolean;
  top: number;
  height: number;
}

/** One link: where it lies, where it leads, whether that works. Pointer and keys are handled by the list. */
export const LinkRow = memo(function LinkRow({
  link,
  index,
  active,
  open,
  narrow,
  top,
  height,
}: LinkRowProps) {
  const { t } = useTranslation(['links', 'health']);
  const { bucket, key, target, health, lastModified } = link;
  const arrow = (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {target === undefined ? (
        <span className="text-ink-3">{t('links:row.noTarget')}</span>
      ) : (
        <KeyText value={target} />
      )}
    </span>
  );
  return (
    <div
      aria-label={t(target === undefined ? 'links:row.unread' : 'links:row.name', {
        key: toVisibleText(key),
        bucket,
        target: toVisibleText(target ?? ''),
        health: t(`health:word.${health}`),
      })}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={cx(
        'absolute inset-x-0 top-0 cursor-default items-center text-13 outline-offset-[-2px]',
        'border-l-2 border-transparent hover:bg-surface-2 aria-selected:border-accent aria-selected:bg-accent-soft',
        narrow ? 'flex px-3' : linkColumns,
      )}
      data-index={index}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- table rows cannot be drawn where the virtualizer puts them
      role="row"
      style={{ transform: `translateY(${top}px)`, height }}
      tabIndex={active ? 0 : -1}
    >
      {narrow ? (
        <Cell className="flex flex-1 flex-col gap-0.5">
          <KeyText value={key} />
          <span className="flex min-w-0 items-center gap-2 text-12">
            <span className="flex min-w-0 flex-1">{arrow}</span>
            <HealthGlyph health={health} word />
          </span>
          <span className="flex gap-2 text-12 text-ink-3">
            {bucket} · <RelativeTime at={lastModified} worded />
          </span>
        </Cell>
      ) : (
        <>
          <Cell className="truncate text-12 text-ink-3 @max-[46rem]:hidden">{bucket}</Cell>
          <Cell className="flex items-center">
            <KeyText value={key} />
          </Cell>
          <Cell className="flex items-center">{arrow}</Cell>
          <Cell className="flex items-center">
            <HealthGlyph health={health} word />
          </Cell>
          <Cell className="text-right whitespace-nowrap text-ink-2">
            <RelativeTime at={lastModified} />
          </Cell>
        </>
      )}
    </div>
  );
});

function Cell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- cells go with their row
    <div className={cx('min-w-0', className)} role="gridcell">
      {children}
    </div>
  );
}
