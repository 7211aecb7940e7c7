import { useContext, useMemo, type DragEvent, type KeyboardEvent, type RefObject } from 'react';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import { VirtualGrid, type RowAt } from '../../../shared/ui/virtual-grid.tsx';
import { draggedKeyType, type DraggedKey } from '../../../shared/lib/dragged-key.ts';
import { toGridAction, type RowAction } from '../model/grid-keys.ts';
import { lastRows } from '../model/last-row.ts';
import type { ListRow } from '../model/list-rows.ts';
import { extendTo, noSelection, selectAll, toggleRow, type Selection } from '../model/selection.ts';
import { toRowHeight } from './grid-columns.ts';
import { ListHeader } from './list-header.tsx';
import { ObjectGridRow } from './list-row.tsx';
import type { MenuRequest } from './row-menu.tsx';
import { LinkLookupContext } from './use-resolved-link.ts';

interface ObjectGridProps {
  label: string;
  rows: readonly ListRow[];
  /** Folder that is shown. */
  within: string;
  /** Names this page of this folder, for findQuery the row again on the way back. */
  pageId: string;
  openKey: string | undefined;
  narrow: boolean;
  /** Set once another page of the list was shown before: this one takes the focus that went with it. */
  moved: RefObject<boolean>;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onAction: (action: RowAction, row: ListRow) => void;
  onMenu: (request: MenuRequest) => void;
  /** The grid element, for a parent that moves the focus to it. */
  grid: RefObject<HTMLDivElement | null>;
}

/** How many rows above and below a long key is compared with. */
const reach = 4;

const toId = ({ id }: ListRow): string => id;

/** The list of a folder: rows, marks on them, and what keys and backlinks do to both. */
export function ObjectGrid({
  label,
  rows,
  within,
  pageId,
  openKey,
  narrow,
  moved,
  selection,
  onSelection,
  onAction,
  onMenu,
  grid,
}: ObjectGridProps) {
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const order = useMemo(() => rows.map(toId), [rows]);
  const beside = useMemo(
    () =>
      order.map((_, i) => [...order.slice(Math.max(0, i - reach), i), ...order.slice(i + 1, i + 1 + reach)]),
    [order],
  );
  const extend = (from: ListRow, to: ListRow): void =>
    onSelection(extendTo(selection, { order, from: from.id, to: to.id }));

  const openMenu = ({ row, element }: RowAt<ListRow>, at?: MenuRequest['at']): void => {
    const { left, top, height } = element.getBoundingClientRect();
    // Beside the row, not over it.
    onMenu({ row, from: element, at: at ?? { x: left + 40, y: top, height } });
  };

  const lookup = useContext(LinkLookupContext);
  /** An object on its way to the card of a link. With keys, the same is done by typing the target. */
  const onDragStart = ({ row, element }: RowAt<ListRow>, { dataTransfer }: DragEvent): void => {
    if (row.kind !== 'object' || lookup === undefined) return;
    const dragged: DraggedKey = { connection: lookup.connection, bucket: lookup.bucket, key: row.id };
    dataTransfer.setData(draggedKeyType, JSON.stringify(dragged));
    dataTransfer.effectAllowed = 'link';
    // Its glyph and its key, not the width of the list.
    const image = element.querySelector('[role="gridcell"] > span');
    if (image !== null) dataTransfer.setDragImage(image, 8, 8);
  };

  const onKey = (at: RowAt<ListRow>, event: KeyboardEvent): boolean => {
    const action = toGridAction(event, singleKeys);
    switch (action) {
      case undefined:
        return false;
      case 'menu':
        openMenu(at);
        return true;
      case 'select':
        onSelection(toggleRow(selection, at.row.id));
        return true;
      case 'select-range':
        extend(at.row, at.row);
        return true;
      case 'select-all':
        onSelection(selectAll(order));
        return true;
      case 'unselect':
        if (selection.ids.size === 0) return false;
        onSelection(noSelection);
        return true;
      default:
        onAction(action, at.row);
        return true;
    }
  };

  return (
    <VirtualGrid
      renderRow={(row, where) => (
        <ObjectGridRow
          {...where}
          beside={beside[where.index]!}
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
          marked={rows.length > 0 && selection.ids.size >= rows.length}
          narrow={narrow}
          onMarkAll={(all) => onSelection(all ? selectAll(order) : noSelection)}
        />
      }
      // A phone has no room for list and card at once.
      isDraggable={(row) => row.kind === 'object' && !narrow}
      label={label}
      marking={selection.ids.size > 0}
      onActive={(row) => lastRows.set(pageId, row.id)}
      onContextMenu={(at, event) => {
        if (getSelection()?.isCollapsed === false) return;
        event.preventDefault();
        openMenu(
          at,
          event.clientX === 0 && event.clientY === 0 ? undefined : { x: event.clientX, y: event.clientY },
        );
      }}
      onDragStart={onDragStart}
      onKey={onKey}
      onMove={(from, to, event) => {
        if (event.shiftKey) extend(from, to);
      }}
      onOpen={(row) => onAction('open', row)}
      onPress={(at, event, active) => {
        const action = (event.target as Element).closest<HTMLElement>('[data-action]');
        if (action?.dataset['action'] === 'menu') {
          const { left, top, height } = action.getBoundingClientRect();
          openMenu(at, { x: left, y: top, height });
        } else if (event.shiftKey) extend(active, at.row);
        else if (action?.dataset['action'] === 'select' || event.ctrlKey || event.metaKey) {
          onSelection(toggleRow(selection, at.row.id));
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
  );
}
