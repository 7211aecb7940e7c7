import { findTrouble } from '@signpost/link-model';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LinkSheetSlot } from './-link-sheet-slot.tsx';
import { needTexts } from '../app/i18n.ts';
import { LastChanges } from '../features/changes/components/last-changes.tsx';
import { changeQueries } from '../features/changes/queries.ts';
import { connectionQueries } from '../features/connections/queries.ts';
import { HomePage } from '../features/home/pages/home-page.tsx';
import { homeQueries } from '../features/home/queries.ts';
import { useIndexReading } from '../features/links/use-index-reading.ts';

const ThawDialog = lazy(async () => ({
  default: (await import('../features/home/components/thaw-dialog.tsx')).ThawDialog,
}));

interface HomeSearch {
  /** The undo sheet over the page, or what became of a write: the change, and the bucket it was made in. */
  sheet?: 'undo' | 'done';
  change?: string;
  in?: string;
  /** The link whose archived target is to be thawed, in the bucket `in`. */
  thaw?: string;
}

function parseHomeSearch({ sheet, change, thaw, in: bucket }: Record<string, unknown>): HomeSearch {
  if (typeof thaw === 'string' && typeof bucket === 'string') return { thaw, in: bucket };
  return (sheet === 'undo' || sheet === 'done') && typeof change === 'string' && typeof bucket === 'string'
    ? { sheet, change, in: bucket }
    : {};
}

export const Route = createFileRoute('/c/$connection/')({
  validateSearch: parseHomeSearch,
  loader: async ({ context: { queryClient }, params: { connection } }) => {
    void queryClient.prefetchQuery(homeQueries.home(connection));
    void queryClient.prefetchQuery(changeQueries.page(connection));
    await needTexts('home', 'changes');
  },
  component: Home,
});

function Home() {
  const { connection } = Route.useParams();
  const { sheet, change, thaw, in: bucket } = Route.useSearch();
  const navigate = useNavigate();
  const home = useQuery(homeQueries.home(connection));
  const connections = useQuery(connectionQueries.list());
  const reader = useIndexReading(connection, home.data?.buckets.map(({ coverage }) => coverage) ?? []);
  const close = (): void => void navigate({ to: '/c/$connection', params: { connection }, search: {} });
  const facts = connections.data?.items.find(({ name }) => name === connection);
  return (
    <>
      <HomePage
        connection={connection}
        demoEndpoint={facts?.demo === true ? facts.endpoint : undefined}
        lastChanges={
          <LastChanges
            connection={connection}
            findTrouble={(changed, folder) => {
              const parts = home.data?.movingParts ?? [];
              const part = parts.find((one) => one.bucket === changed && one.prefix === folder);
              return part === undefined ? undefined : findTrouble(part.byHealth);
            }}
          />
        }
        reader={reader}
      />
      {sheet !== undefined && change !== undefined && bucket !== undefined && (
        <LinkSheetSlot
          bucket={bucket}
          connection={connection}
          onClose={close}
          onWritten={(written) =>
            void navigate({
              to: '/c/$connection',
              params: { connection },
              search: { sheet: 'done', change: written, in: bucket },
              replace: true,
            })
          }
          search={{ sheet, change }}
        />
      )}
      {thaw !== undefined && bucket !== undefined && (
        <Suspense fallback={null}>
          <ThawDialog bucket={bucket} connection={connection} link={thaw} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
