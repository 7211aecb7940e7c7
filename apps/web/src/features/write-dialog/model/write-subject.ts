/** What a dialog is about while something can still be written. */
export type WriteSubject =
  | { action: 'create'; key: string; target: string }
  | { action: 'repoint'; key: string; target: string }
  | { action: 'delete'; key: string }
  /** A real object, not a link. */
  | { action: 'delete-object'; key: string }
  | { action: 'undo'; change: string };

/** What a dialog is about, as its address says it. `done`: what became of a write, by its change. */
export type DialogSubject = WriteSubject | { action: 'done'; change: string };

export type WriteAction = WriteSubject['action'];
