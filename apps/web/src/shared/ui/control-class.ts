/** The look of every field: text, combo box, select. */
export const controlClass =
  'w-full rounded-md border border-line-strong bg-surface-1 px-2.5 text-ink-1 outline-offset-0 ' +
  'hover:border-ink-3 aria-invalid:border-danger read-only:bg-surface-2 disabled:opacity-55';
