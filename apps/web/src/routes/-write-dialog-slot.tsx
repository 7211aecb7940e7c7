import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { WriteDialogWindowProps } from './-write-dialog-window.tsx';

const WriteDialog = lazy(async () => {
  const texts = needTexts('sheet', 'findings', 'parts');
  const part = { default: (await import('./-write-dialog-window.tsx')).WriteDialogWindow };
  await texts;
  return part;
});

/** Dialogs of an address that are none of this one's. */
const others: ReadonlySet<string> = new Set([
  'upload',
  'move',
  'new-folder-link',
  'remove-folder-link',
  'import-links',
  'restore',
]);

/** Where the write dialog is rendered: over the page that its address names, loaded when it is asked for. */
export function WriteDialogSlot(props: WriteDialogWindowProps) {
  const { dialog } = props.search;
  if (dialog === undefined || others.has(dialog)) return null;
  return (
    <Suspense fallback={null}>
      <WriteDialog {...props} />
    </Suspense>
  );
}
