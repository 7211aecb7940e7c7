import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { UploadWindowProps } from './-upload-window.tsx';

const Upload = lazy(async () => {
  const texts = needTexts('upload');
  const part = { default: (await import('./-upload-window.tsx')).UploadWindow };
  await texts;
  return part;
});

/** Where the upload stands: over the list, loaded when it is asked for. */
export function UploadSlot(props: UploadWindowProps) {
  return (
    <Suspense fallback={null}>
      <Upload {...props} />
    </Suspense>
  );
}
