/** What an undo may turn out to need: which of them is known once it is looked at. */
export const writesOfUndo = [
  'link.repoint',
  'link.create',
  'link.delete',
  'object.write',
  'object.delete',
] as const;
