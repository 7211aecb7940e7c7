/** What a sheet is about, as its address says it. */
export type SheetSubject =
  | { act: 'create'; key: string; target: string }
  | { act: 'repoint'; key: string; target: string }
  | { act: 'delete'; key: string }
  | { act: 'undo'; change: string };

export type SheetAct = SheetSubject['act'];
