import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { useConnection } from '../../shared/hooks/use-connection.ts';
import { CommandPalette } from '../../features/command-palette/components/command-palette.tsx';
import type { PaletteItem } from '../../features/command-palette/model/palette-items.ts';
import { toEndpointHost } from '../../shared/lib/endpoint-host.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import { usePaletteCommands } from './use-palette-commands.ts';
import { listRecentPlaces } from './recent-places.ts';
import { useCommandsAtHand } from './use-commands-at-hand.ts';

interface PaletteDialogProps {
  connection: string;
  bucket: string | undefined;
  prefix: string;
  onClose: () => void;
}

/** The command palette, with the pages and actions of this console. */
export function PaletteDialog({ connection, bucket, prefix, onClose }: PaletteDialogProps) {
  const navigate = useNavigate();
  const buckets = useQuery(bucketQueries.list(connection));
  const commands = usePaletteCommands({ connection, buckets: buckets.data?.items ?? [] });
  const here = buckets.data?.items.find(({ name }) => name === bucket);
  const atHand = useCommandsAtHand({
    connection,
    bucket,
    prefix,
    linksUnsupported: here?.hierarchicalNamespace === true,
  });
  const endpoint = useConnection(connection)?.endpoint;

  const goTo = (to: string, key: string): void => {
    const folder = key.endsWith('/') ? key : toParentPrefix(key);
    void navigate({
      to: '/c/$connection/b/$bucket',
      params: { connection, bucket: to },
      search: {
        ...(folder === '' ? {} : { prefix: folder }),
        ...(key === '' || key.endsWith('/') ? {} : { key }),
      },
    });
  };
  const onPick = (item: PaletteItem): void => {
    switch (item.kind) {
      case 'go':
        return goTo(item.bucket, item.key);
      case 'hit':
        return goTo(item.hit.bucket, item.hit.key);
      case 'place':
        return goTo(item.place.bucket, item.place.key);
      case 'change':
        return goTo(item.change.bucket, item.change.key);
      case 'undo':
        return void navigate({
          to: '/c/$connection',
          params: { connection },
          search: { dialog: 'undo', change: item.change.id, in: item.change.bucket },
        });
      case 'command':
        return item.command.run();
    }
  };

  return (
    <CommandPalette
      actions={commands.actions}
      atHand={atHand}
      bucket={bucket}
      buckets={buckets.data?.items}
      connection={connection}
      endpointHost={toEndpointHost(endpoint)}
      onClose={onClose}
      onPick={onPick}
      pages={commands.pages}
      recentPlaces={listRecentPlaces(connection)}
    />
  );
}
