import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { RestoreDialogProps } from '../features/restore/restore-dialog.tsx';

const RestoreDialog = lazy(async () => {
  const texts = needTexts('restore', 'parts');
  const part = { default: (await import('../features/restore/restore-dialog.tsx')).RestoreDialog };
  await texts;
  return part;
});

/** Where the restore dialog is rendered: over any page, loaded when it is asked for. */
export function RestoreSlot(props: RestoreDialogProps) {
  return (
    <Suspense fallback={null}>
      <RestoreDialog {...props} />
    </Suspense>
  );
}
