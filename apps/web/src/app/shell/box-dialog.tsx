import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bucketQueries } from '../../features/buckets/queries.ts';
import { connectionQueries } from '../../features/connections/queries.ts';
import { Box } from '../../features/palette/components/box.tsx';
import type { BoxItem } from '../../features/palette/model/box-items.ts';
import { toEndpointHost } from '../../shared/lib/endpoint-host.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import { useBoxCommands } from './use-box-commands.ts';
import { useCommandsAtHand } from './use-commands-at-hand.ts';

interface BoxDialogProps {
  connection: string;
  bucket: string | undefined;
  prefix: string;
  onClose: () => void;
}

/** The one box, with the places and acts of this console. */
export function BoxDialog({ connection, bucket, prefix, onClose }: BoxDialogProps) {
  const navigate = useNavigate();
  const connections = useQuery(connectionQueries.list());
  const buckets = useQuery(bucketQueries.list(connection));
  const commands = useBoxCommands({ connection, buckets: buckets.data?.items ?? [] });
  const here = buckets.data?.items.find(({ name }) => name === bucket);
  const atHand = useCommandsAtHand({
    connection,
    bucket,
    prefix,
    linksUnsupported: here?.hierarchicalNamespace === true,
  });
  const endpoint = connections.data?.items.find(({ name }) => name === connection)?.endpoint;

  const goTo = (place: string, key: string): void => {
    const folder = key.endsWith('/') ? key : toParentPrefix(key);
    void navigate({
      to: '/c/$connection/b/$bucket',
      params: { connection, bucket: place },
      search: {
        ...(folder === '' ? {} : { prefix: folder }),
        ...(key === '' || key.endsWith('/') ? {} : { key }),
      },
    });
  };
  const onPick = (item: BoxItem): void => {
    switch (item.kind) {
      case 'go':
        return goTo(item.bucket, item.key);
      case 'hit':
        return goTo(item.hit.bucket, item.hit.key);
      case 'change':
        return goTo(item.change.bucket, item.change.key);
      case 'undo':
        return void navigate({
          to: '/c/$connection',
          params: { connection },
          search: { sheet: 'undo', change: item.change.id, in: item.change.bucket },
        });
      case 'command':
        return item.command.run();
    }
  };

  return (
    <Box
      actions={commands.actions}
      atHand={atHand}
      bucket={bucket}
      buckets={buckets.data?.items}
      connection={connection}
      endpointHost={toEndpointHost(endpoint)}
      onClose={onClose}
      onPick={onPick}
      places={commands.places}
    />
  );
}
