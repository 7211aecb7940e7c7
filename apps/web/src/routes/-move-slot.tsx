import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { BrowserSearch } from '../shared/lib/browser-search.ts';
import type { BucketRef } from '../shared/lib/key-ref.ts';

const MoveDialog = lazy(async () => {
  const texts = needTexts('actions');
  const part = {
    default: (await import('../features/browser/components/move-folder-dialog.tsx')).MoveFolderDialog,
  };
  await texts;
  return part;
});

interface DialogSlotProps extends BucketRef {
  search: BrowserSearch;
  onClose: () => void;
}

/** The dialog that moves a folder link, where the address asks for it. */
export function MoveSlot({ search: { dialog, on = '' }, ...props }: DialogSlotProps) {
  if (dialog !== 'move' || on === '') return null;
  return (
    <Suspense fallback={null}>
      <MoveDialog {...props} prefix={on} />
    </Suspense>
  );
}
