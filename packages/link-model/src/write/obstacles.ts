/** Why a recorded write cannot be taken back. */
export const undoObstacles = [
  'not-applied',
  'outcome-open',
  'already-undone',
  'later-change',
  'object-lost',
  'parts-unread',
  /** The link led to what can be no key, as only other programs write. */
  'target-impossible',
  /** An object was uploaded: it is deleted by name, ETag and size, not by an undo. */
  'upload',
  /** An object was copied: the copy is removed with the plan that made it, or by name, ETag and size. */
  'copy',
  /** An object was restored: nothing was written, and OSS gives no money back. */
  'restore',
] as const;
export type UndoObstacle = (typeof undoObstacles)[number];
