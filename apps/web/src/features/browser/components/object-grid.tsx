import { useMemo, type KeyboardEvent, type RefObject } from 'react';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import type { RowAt } from '../../../shared/ui/grid-handlers.ts';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import { toGridAction, type RowAction } from '../model/grid-keys.ts';
import { lastRows } from '../model/last-row.ts';
import { toNeighbors, type ListRow } from '../model/list-rows.ts';
import type { Selection } from '../model/selection.ts';
import { toUnsortedReason } from '../model/sort-rows.ts';
import { toRowHeight } from './grid-columns.ts';
import { ListHeader } from './list-header.tsx';
import { ObjectGridRow } from './list-row.tsx';
import type { MenuRequest } from './row-menu.tsx';
import type { RowParts } from './row-parts.ts';
import { useKeyDrag } from './use-key-drag.ts';
import { useObjectColumns } from './use-object-columns.ts';
import { useRowMarks } from './use-row-marks.ts';

export interface ObjectGridProps {
  label: string;
  /** In key order. */
  rows: readonly ListRow[];
  /** They are all that the folder holds. */
  whole: boolean;
  /** Folder that is shown. */
  within: string;
  /** Names this page of this folder, to find the row again on the way back. */
  pageId: string;
  openKey: string | undefined;
  narrow: boolean;
  /** Set once another page of the list was shown before: this one takes the focus that went with it. */
  moved: RefObject<boolean>;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onAction: (action: RowAction, row: ListRow) => void;
  /** What mends a link is asked for; nothing may. */
  onMend: (row: ListRow) => void;
  onMenu: (request: MenuRequest) => void;
  /** The grid element, for a parent that moves the focus to it. */
  grid: RefObject<HTMLDivElement | null>;
  ForecastMark: RowParts['ForecastMark'];
}

const toId = ({ id }: ListRow): string => id;

/** The list of a folder: rows, marks on them, and what keys and pointer do to both. */
export function ObjectGrid({
  label,
  rows: listed,
  whole,
  within,
  pageId,
  openKey,
  narrow,
  moved,
  selection,
  onSelection,
  onAction,
  onMend,
  onMenu,
  grid,
  ForecastMark,
}: ObjectGridProps) {
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const { columns, sorted: rows } = useObjectColumns(listed, whole);
  const marks = useRowMarks({ rows, selection, onSelection });
  const { order } = marks;
  const beside = useMemo(() => toNeighbors(order), [order]);

  const openMenu = ({ row, element }: RowAt<ListRow>, at?: MenuRequest['at']): void => {
    const { left, top, height } = element.getBoundingClientRect();
    // Beside the row, not over it.
    onMenu({ row, from: element, at: at ?? { x: left + 40, y: top, height } });
  };

  const onKey = (at: RowAt<ListRow>, event: KeyboardEvent): boolean => {
    const action = toGridAction(event, singleKeys);
    switch (action) {
      case undefined:
        return false;
      case 'menu':
        openMenu(at);
        return true;
      case 'mend':
        onMend(at.row);
        return true;
      case 'select':
        marks.toggle(at.row);
        return true;
      case 'select-range':
        marks.extend(at.row, at.row);
        return true;
      case 'select-all':
        marks.setAll(true);
        return true;
      case 'unselect':
        if (selection.ids.size === 0) return false;
        marks.setAll(false);
        return true;
      default:
        onAction(action, at.row);
        return true;
    }
  };

  return (
    <div className="contents" style={columns.style}>
      <VirtualGrid
        renderRow={(row, where) => (
          <ObjectGridRow
            {...where}
            ForecastMark={ForecastMark}
            beside={beside[where.index]!}
            columns={columns.shown}
            key={row.id}
            narrow={narrow}
            open={row.id === openKey}
            row={row}
            selected={selection.ids.has(row.id)}
            within={within}
          />
        )}
        header={
          <ListHeader
            columns={columns}
            marked={marks.all}
            narrow={narrow}
            onMarkAll={marks.setAll}
            toReason={(column) => toUnsortedReason(column, { rows: listed, whole })}
          />
        }
        columns={narrow ? 1 : columns.shown.length}
        // A phone has no room for list and card at once.
        isDraggable={(row) => row.kind === 'object' && !narrow}
        label={label}
        marking={selection.ids.size > 0}
        onActive={(row) => lastRows.set(pageId, row.id)}
        onMenu={openMenu}
        onDragStart={useKeyDrag()}
        onKey={onKey}
        onMove={(from, to, event) => {
          if (event.shiftKey) marks.extend(from, to);
        }}
        onOpen={(row) => onAction('open', row)}
        onPress={(at, event, active) => {
          const action = (event.target as Element).closest<HTMLElement>('[data-action]');
          if (action?.dataset['action'] === 'menu') {
            const { left, top, height } = action.getBoundingClientRect();
            openMenu(at, { x: left, y: top, height });
          } else if (action?.dataset['action'] === 'move') onAction('move', at.row);
          else if (event.shiftKey) marks.extend(active, at.row);
          else if (action?.dataset['action'] === 'select' || event.ctrlKey || event.metaKey) {
            marks.toggle(at.row);
          } else return false;
          return true;
        }}
        openId={openKey}
        ref={grid}
        rowHeight={toRowHeight(useChoice(rowHeightChoice), narrow)}
        rows={rows}
        selectable
        startId={lastRows.get(pageId)}
        takeFocus={() => (moved.current ? 'row' : openKey === undefined ? 'never' : 'grid')}
        toId={toId}
      />
    </div>
  );
}
