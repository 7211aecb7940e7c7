import { useContext, type DragEvent } from 'react';
import { draggedKeyType, type DraggedKey } from '../../../shared/lib/dragged-key.ts';
import type { RowAt } from '../../../shared/ui/grid-handlers.ts';
import type { ListRow } from '../model/list-rows.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

/** Lets an object be carried to the card of a link. With keys, the same is done by typing the target. */
export function useKeyDrag(): (at: RowAt<ListRow>, event: DragEvent) => void {
  const lookup = useContext(LinkLookupContext);
  return ({ row, element }, { dataTransfer }) => {
    if (row.kind !== 'object' || lookup === undefined) return;
    const dragged: DraggedKey = { connection: lookup.connection, bucket: lookup.bucket, key: row.id };
    dataTransfer.setData(draggedKeyType, JSON.stringify(dragged));
    dataTransfer.effectAllowed = 'link';
    // Its glyph and its key, not the width of the list.
    const image = element.querySelector('[role="gridcell"] > span');
    if (image !== null) dataTransfer.setDragImage(image, 8, 8);
  };
}
