import { findTrouble } from '@signpost/link-model/index';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { changeQueries } from '../shared/queries/change-queries.ts';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { indexQueries } from '../shared/queries/index-queries.ts';
import { MoveSlot } from './-move-slot.tsx';
import { RestoreSlot } from './-restore-slot.tsx';
import { ScanSlot } from './-scan-slot.tsx';
import { WriteDialogSlot } from './-write-dialog-slot.tsx';
import { needTexts } from '../app/i18n.ts';
import { LastChanges } from '../features/changes/components/last-changes.tsx';
import { HomePage } from '../features/home/pages/home-page.tsx';
import { startTour, tourChoice } from '../features/tour/tour-choice.ts';
import { useChoice } from '../shared/hooks/use-choice.ts';
import { useIndexScan } from '../features/link-list/use-index-scan.ts';

const ConnectDialog = lazy(async () => {
  const texts = needTexts('connect');
  const part = { default: (await import('../features/connect/connect-dialog.tsx')).ConnectDialog };
  await texts;
  return part;
});

interface HomeSearch {
  /** The undo dialog over the page, or what became of a write: the change, and the bucket it was made in. */
  dialog?: 'undo' | 'done' | 'move';
  change?: string;
  in?: string;
  /** The folder link that is to be moved, in the bucket `in`. */
  on?: string;
  /** The link whose archived target is to be restored, in the bucket `in`. */
  restore?: string;
  /** The bucket whose scan is shown. */
  scan?: string;
  /** The way to connect one's own bucket. */
  connect?: '1';
}

function parseHomeSearch(search: Record<string, unknown>): HomeSearch {
  const { dialog, change, restore, connect, on, scan, in: bucket } = search;
  if (typeof scan === 'string') return { scan };
  if (connect === '1') return { connect };
  if (typeof restore === 'string' && typeof bucket === 'string') return { restore, in: bucket };
  if (dialog === 'move' && typeof on === 'string' && typeof bucket === 'string')
    return { dialog, on, in: bucket };
  return (dialog === 'undo' || dialog === 'done') && typeof change === 'string' && typeof bucket === 'string'
    ? { dialog, change, in: bucket }
    : {};
}

export const Route = createFileRoute('/c/$connection/')({
  validateSearch: parseHomeSearch,
  loader: async ({ context: { queryClient }, params: { connection } }) => {
    void queryClient.prefetchQuery(indexQueries.home(connection));
    void queryClient.prefetchQuery(changeQueries.page(connection));
    await needTexts('home', 'changes', 'parts', 'rows');
  },
  component: Home,
});

function Home() {
  const { connection } = Route.useParams();
  const { dialog, change, restore, connect, on, scan, in: bucket } = Route.useSearch();
  const navigate = useNavigate();
  const home = useQuery(indexQueries.home(connection));
  const reader = useIndexScan(connection, home.data?.buckets.map(({ coverage }) => coverage) ?? []);
  const tour = useChoice(tourChoice);
  const close = (): void => void navigate({ to: '/c/$connection', params: { connection }, search: {} });
  const facts = useConnection(connection);
  return (
    <>
      <HomePage
        connection={connection}
        demo={
          facts?.demo === true
            ? {
                endpoint: facts.endpoint,
                isNew: tour === 'new',
                onTour: startTour,
              }
            : undefined
        }
        lastChanges={
          <LastChanges
            connection={connection}
            findFolder={(changed, folder) => {
              const parts = home.data?.folderLinks ?? [];
              const part = parts.find((one) => one.bucket === changed && one.prefix === folder);
              return part && { links: part.links, trouble: findTrouble(part.byHealth) };
            }}
          />
        }
        reader={reader}
      />
      {dialog === 'move' && on !== undefined && bucket !== undefined && (
        <MoveSlot bucket={bucket} connection={connection} onClose={close} search={{ dialog, on }} />
      )}
      {dialog !== undefined && change !== undefined && bucket !== undefined && (
        <WriteDialogSlot
          bucket={bucket}
          connection={connection}
          onClose={close}
          onWritten={(written) =>
            void navigate({
              to: '/c/$connection',
              params: { connection },
              search: { dialog: 'done', change: written, in: bucket },
              replace: true,
            })
          }
          search={{ dialog, change }}
        />
      )}
      {connect === '1' && (
        <Suspense fallback={null}>
          <ConnectDialog onClose={close} />
        </Suspense>
      )}
      {scan !== undefined && <ScanSlot bucket={scan} connection={connection} onClose={close} />}
      {restore !== undefined && bucket !== undefined && (
        <RestoreSlot bucket={bucket} connection={connection} on={restore} onClose={close} />
      )}
    </>
  );
}
