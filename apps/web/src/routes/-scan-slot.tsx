import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { ScanDialogProps } from '../features/scan/scan-dialog.tsx';

const ScanDialog = lazy(async () => {
  const texts = needTexts('parts');
  const part = { default: (await import('../features/scan/scan-dialog.tsx')).ScanDialog };
  await texts;
  return part;
});

/** The scan of a bucket over the page that its address names, loaded when it is asked for. */
export function ScanSlot(props: ScanDialogProps) {
  return (
    <Suspense fallback={null}>
      <ScanDialog {...props} />
    </Suspense>
  );
}
