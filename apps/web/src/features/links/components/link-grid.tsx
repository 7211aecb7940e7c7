/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import type { IndexedLink } from '@signpost/api-contract';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import { toRowMove } from '../model/row-move.ts';
import { linkColumns } from './columns.ts';
import { LinkRow } from './link-row.tsx';

interface LinkGridProps {
  rows: readonly IndexedLink[];
  /** The link open in the panel. */
  openAt: { bucket: string; key: string } | undefined;
  narrow: boolean;
  onOpen: (link: IndexedLink) => void;
}

/** The list of links: a grid with one stop for Tab, rows drawn only where they can be seen. */
export function LinkGrid({ rows, openAt, narrow, onOpen }: LinkGridProps) {
  const { t } = useTranslation('links');
  const compact = useChoice(rowHeightChoice) === 'compact';
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const height = narrow ? 76 : compact ? 32 : 40;
  const scroller = useRef<HTMLDivElement>(null);
  const isOpen = ({ bucket, key }: IndexedLink): boolean => bucket === openAt?.bucket && key === openAt.key;
  const [active, setActive] = useState(() => Math.max(0, rows.findIndex(isOpen)));
  const wantsFocus = useRef(false);
  const index = Math.min(active, rows.length - 1);

  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    // The active row stays in the document, or the focus would be lost by scrolling.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(index) ? drawn : [...drawn, index].sort((a, b) => a - b);
    },
    initialOffset: () => Math.max(0, (index - 4) * height),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const activate = (to: number): void => {
    wantsFocus.current = true;
    setActive(to);
    virtualizer.scrollToIndex(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const screen = Math.floor((scroller.current?.clientHeight ?? height) / height);
    const move = toRowMove(event, { index, count: rows.length, screen }, singleKeys);
    if (move === undefined) return;
    event.preventDefault();
    if (move === 'open') onOpen(rows[index]!);
    else activate(move);
  };
  const onClick = (event: MouseEvent): void => {
    const at = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index'];
    const row = at === undefined ? undefined : rows[Number(at)];
    // Selecting a piece of a key with the pointer is not a click.
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    activate(Number(at));
    onOpen(row);
  };

  return (
    <div
      aria-colcount={narrow ? 1 : 5}
      aria-label={t('title')}
      aria-rowcount={rows.length + 1}
      className="@container flex min-h-0 flex-1 flex-col"
      onClick={onClick}
      onKeyDown={onKeyDown}
      role="grid"
      tabIndex={-1}
    >
      <Header narrow={narrow} />
      <div
        className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]"
        ref={scroller}
        role="rowgroup"
        tabIndex={-1}
      >
        <div className="relative" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const link = rows[item.index]!;
            return (
              <LinkRow
                active={item.index === index}
                height={height}
                index={item.index}
                key={`${link.bucket}/${link.key}`}
                link={link}
                narrow={narrow}
                open={isOpen(link)}
                top={item.start}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Header({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('links');
  const cell = 'min-w-0 truncate';
  return (
    // Keeps as much room for the scroll bar as the rows below do.
    <div
      className="shrink-0 overflow-hidden border-b border-line bg-surface-2 text-12 font-medium text-ink-3 [scrollbar-gutter:stable]"
      role="rowgroup"
    >
      <div
        aria-rowindex={1}
        className={cx('border-l-2 border-transparent py-1.5', narrow ? 'px-3' : linkColumns)}
        role="row"
      >
        {!narrow && (
          <div className={cx(cell, '@max-[46rem]:hidden')} role="columnheader">
            {t('column.bucket')}
          </div>
        )}
        <div className={cell} role="columnheader">
          {t('column.key')} <span className="font-normal">{t('column.order')}</span>
        </div>
        {!narrow && (
          <>
            <div className={cell} role="columnheader">
              {t('column.leadsTo')}
            </div>
            <div className={cell} role="columnheader">
              {t('column.health')}
            </div>
            <div className={cx(cell, 'text-right')} role="columnheader">
              {t('column.changed')}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
