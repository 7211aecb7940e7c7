import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import { connectionQueries } from '../features/connections/queries.ts';
import type { UploadDialogProps } from '../features/objects/upload/upload-dialog.tsx';

/** What the page says; the rest is found here. */
type SlotProps = Omit<UploadDialogProps, 'proof' | 'onStored' | 'endpointHost'>;

/** The dialog, with what it takes from the feature that writes links: one way to confirm a loss, one way to refresh. */
const Upload = lazy(async () => {
  const texts = needTexts('upload');
  const [{ UploadDialog }, { isProven, toProofChallenge }, { refreshAfterWrite }, { toEndpointHost }] =
    await Promise.all([
      import('../features/objects/upload/upload-dialog.tsx'),
      import('../features/symlinks/model/proof-challenge.ts'),
      import('../features/symlinks/mutations.ts'),
      import('../shared/lib/endpoint-host.ts'),
    ]);
  await texts;
  const proof = { challenge: toProofChallenge, isProven };
  return {
    default: function Upload(props: SlotProps) {
      const queryClient = useQueryClient();
      const { connection, bucket } = props;
      const connections = useQuery(connectionQueries.list());
      const endpoint = connections.data?.items.find(({ name }) => name === connection)?.endpoint;
      return (
        <UploadDialog
          {...props}
          endpointHost={toEndpointHost(endpoint)}
          onStored={(key) => void refreshAfterWrite(queryClient, { connection, bucket, key })}
          proof={proof}
        />
      );
    },
  };
});

/** Where the upload stands: over the list, loaded when it is asked for. */
export function UploadSlot(props: SlotProps) {
  return (
    <Suspense fallback={null}>
      <Upload {...props} />
    </Suspense>
  );
}
