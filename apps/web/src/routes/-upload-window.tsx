import { useQueryClient } from '@tanstack/react-query';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { refreshAfterWrite } from '../shared/queries/refresh-written.ts';
import { UploadDialog, type UploadDialogProps } from '../features/upload/upload-dialog.tsx';
import { isProven, toProofChallenge } from '../features/write-dialog/model/proof-challenge.ts';
import { toEndpointHost } from '../shared/lib/endpoint-host.ts';

/** What the page says of an upload; the rest is found here. */
export type UploadWindowProps = Omit<UploadDialogProps, 'proof' | 'onStored' | 'endpointHost'>;

const proof = { challenge: toProofChallenge, isProven };

/** The dialog, with what it takes from the feature that writes links: one way to confirm a loss, one way to refresh. */
export function UploadWindow(props: UploadWindowProps) {
  const queryClient = useQueryClient();
  const { connection, bucket } = props;
  const facts = useConnection(connection);
  return (
    <UploadDialog
      {...props}
      endpointHost={toEndpointHost(facts?.endpoint)}
      onStored={(key) => void refreshAfterWrite(queryClient, { connection, bucket, key })}
      proof={proof}
    />
  );
}
