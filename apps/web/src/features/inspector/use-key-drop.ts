import { useState, type DragEvent } from 'react';
import { draggedKeyType, parseDraggedKey } from '../../shared/lib/dragged-key.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';

/** Lets a place take keys of its own bucket from the list. `over` while one is held above it. */
export function useKeyDrop({ connection, bucket }: BucketRef, onKey: (key: string) => void) {
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(draggedKeyType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'link';
    setOver(true);
  };
  const onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    setOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    const dragged = parseDraggedKey(event.dataTransfer.getData(draggedKeyType));
    setOver(false);
    if (dragged === undefined) return;
    event.preventDefault();
    // A link cannot leave its bucket: a key of another one, from another window, is let fall.
    if (dragged.connection === connection && dragged.bucket === bucket) onKey(dragged.key);
  };
  return { over, handlers: { onDragOver, onDragLeave, onDrop } };
}
