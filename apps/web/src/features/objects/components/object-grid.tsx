/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import { toGridAct, type GridAct } from '../model/grid-keys.ts';
import { lastRows } from '../model/last-row.ts';
import type { ListRow } from '../model/list-rows.ts';
import { toRowHeight } from './grid-columns.ts';
import { ListHeader } from './list-header.tsx';
import { GridRow } from './list-row.tsx';
import type { MenuRequest } from './row-menu.tsx';

/** What the list asks the page to do with a row. */
export type RowAct = Exclude<GridAct['act'], 'move'>;

interface ObjectGridProps {
  label: string;
  rows: readonly ListRow[];
  /** Folder that is shown. */
  within: string;
  /** Names this page of this folder, for finding the row again on the way back. */
  place: string;
  openKey: string | undefined;
  narrow: boolean;
  /** Set once another page of the list was shown before: this one takes the focus that went with it. */
  moved: RefObject<boolean>;
  onAct: (act: RowAct, row: ListRow) => void;
  onMenu: (request: MenuRequest) => void;
  /** The grid, for whoever gives it the keyboard. */
  grid: RefObject<HTMLDivElement | null>;
}

/** The list: a grid with one stop for Tab, rows drawn only where they can be seen. */
export function ObjectGrid({
  label,
  rows,
  within,
  place,
  openKey,
  narrow,
  moved,
  onAct,
  onMenu,
  grid,
}: ObjectGridProps) {
  const height = toRowHeight(useChoice(rowHeightChoice), narrow);
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState(() => openKey ?? lastRows.get(place));
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  // A row that is to get the focus once it has been drawn.
  const wantsFocus = useRef<'no' | 'yes' | 'if-nobody-has-it'>('if-nobody-has-it');

  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]!.id,
    overscan: 4,
    // The active row stays in the document, or the focus would be lost by scrolling.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(activeIndex) ? drawn : [...drawn, activeIndex].sort((a, b) => a - b);
    },
    initialOffset: () => Math.max(0, (activeIndex - 4) * height),
  });

  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  useEffect(() => {
    const wish = wantsFocus.current;
    if (wish === 'no') return;
    if (wish === 'if-nobody-has-it' && !(moved.current && document.activeElement === document.body)) {
      wantsFocus.current = 'no';
      return;
    }
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
    if (row === null || row === undefined) return;
    wantsFocus.current = 'no';
    row.focus({ preventScroll: true });
  });

  // The panel was put away with the focus in it: the list takes it back.
  useEffect(() => {
    if (openKey !== undefined) {
      return () => {
        if (document.activeElement === document.body) wantsFocus.current = 'yes';
      };
    }
    return undefined;
  }, [openKey]);

  const activate = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    wantsFocus.current = 'yes';
    setActiveId(row.id);
    lastRows.set(place, row.id);
    virtualizer.scrollToIndex(index);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const screen = Math.floor((scroller.current?.clientHeight ?? height) / height);
    const act = toGridAct(event, { index: activeIndex, count: rows.length, screen }, singleKeys);
    const row = rows[activeIndex];
    if (act === undefined || row === undefined) return;
    event.preventDefault();
    if (act.act === 'move') activate(act.to);
    else onAct(act.act, row);
  };

  // Pointers and assistive technology move the focus too: the row that has it is the active one.
  const onFocus = (event: FocusEvent): void => {
    const row = rowOf(event.target, rows);
    if (row === undefined || row.id === activeId) return;
    setActiveId(row.id);
    lastRows.set(place, row.id);
  };

  const onClick = (event: MouseEvent): void => {
    const row = rowOf(event.target as Element, rows);
    // Selecting a piece of a key with the pointer is not a click.
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    activate(rows.indexOf(row));
    onAct('open', row);
  };

  // The menu key and Shift+F10 come as this event too.
  const onContextMenu = (event: MouseEvent): void => {
    const row = rowOf(event.target as Element, rows);
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const from = (event.target as Element).closest<HTMLElement>('[data-index]');
    onMenu({ row, from, at: { x: event.clientX, y: event.clientY } });
  };

  return (
    // Keys and clicks bubble up from the rows, which take the focus.
    <div
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className="@container flex min-h-0 flex-1 flex-col"
      onClick={onClick}
      onContextMenu={onContextMenu}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      ref={grid}
      role="grid"
      tabIndex={-1}
    >
      <ListHeader narrow={narrow} />
      <div
        className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]"
        ref={scroller}
        role="rowgroup"
        tabIndex={-1}
      >
        <div className="relative" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return (
              <GridRow
                active={item.index === activeIndex}
                height={height}
                index={item.index}
                key={item.key}
                narrow={narrow}
                open={row.id === openKey}
                row={row}
                top={item.start}
                within={within}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowOf(element: Element, rows: readonly ListRow[]): ListRow | undefined {
  const index = element.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return index === undefined ? undefined : rows[Number(index)];
}
