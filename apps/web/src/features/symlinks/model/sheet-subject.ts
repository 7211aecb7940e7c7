/** What a sheet is about while something can still be written. */
export type WriteSubject =
  | { act: 'create'; key: string; target: string }
  | { act: 'repoint'; key: string; target: string }
  | { act: 'delete'; key: string }
  /** A real object, not a link. */
  | { act: 'delete-object'; key: string }
  | { act: 'undo'; change: string };

/** What a sheet is about, as its address says it. `done`: what became of a write, by its change. */
export type SheetSubject = WriteSubject | { act: 'done'; change: string };

export type SheetAct = WriteSubject['act'];
