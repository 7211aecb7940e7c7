/** A key on its way from the list to a card. It names its bucket: it may come from another window. */
export interface DraggedKey {
  connection: string;
  bucket: string;
  key: string;
}

/** What browsers call the thing that is dragged; seen while dragging, unlike its value. */
export const draggedKeyType = 'application/x-signpost-key';

/** Reads what was dropped; anything that is not one of our keys is undefined. */
export function parseDraggedKey(text: string): DraggedKey | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { connection, bucket, key } = value as Record<string, unknown>;
  return typeof connection === 'string' && typeof bucket === 'string' && typeof key === 'string' && key !== ''
    ? { connection, bucket, key }
    : undefined;
}
