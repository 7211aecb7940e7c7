import { useContext, type ReactNode } from 'react';
import { draggedKeyType, type DraggedKey } from '../model/dragged-key.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

/**
 * The glyph of an object, by which it is dragged on the card of a link. Only the glyph: the key beside it stays
 * text that can be selected. With keys, the same is done by typing the target.
 */
export function RowHandle({ objectKey, children }: { objectKey: string; children: ReactNode }) {
  const scope = useContext(LinkLookupContext);
  if (scope === undefined) return children;
  const { connection, bucket } = scope;
  return (
    <span
      className="inline-flex shrink-0 cursor-grab"
      draggable
      onDragStart={(event) => {
        const dragged: DraggedKey = { connection, bucket, key: objectKey };
        event.dataTransfer.setData(draggedKeyType, JSON.stringify(dragged));
        event.dataTransfer.effectAllowed = 'link';
      }}
      role="presentation"
    >
      {children}
    </span>
  );
}
