import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { UploadDialogProps } from '../features/objects/upload/upload-dialog.tsx';

/** The dialog, with what it takes from the feature that writes links: one way to confirm a loss, one way to refresh. */
const Upload = lazy(async () => {
  const texts = needTexts('upload');
  const [{ UploadDialog }, { isProven, toProofChallenge }, { refreshAfterWrite }] = await Promise.all([
    import('../features/objects/upload/upload-dialog.tsx'),
    import('../features/symlinks/model/proof-challenge.ts'),
    import('../features/symlinks/mutations.ts'),
  ]);
  await texts;
  const proof = { challenge: toProofChallenge, isProven };
  return {
    default: function Upload(props: Omit<UploadDialogProps, 'proof' | 'onStored'>) {
      const queryClient = useQueryClient();
      const { connection, bucket } = props;
      return (
        <UploadDialog
          {...props}
          onStored={(key) => void refreshAfterWrite(queryClient, { connection, bucket, key })}
          proof={proof}
        />
      );
    },
  };
});

/** Where the upload stands: over the list, loaded when it is asked for. */
export function UploadSlot(props: Omit<UploadDialogProps, 'proof' | 'onStored'>) {
  return (
    <Suspense fallback={null}>
      <Upload {...props} />
    </Suspense>
  );
}
