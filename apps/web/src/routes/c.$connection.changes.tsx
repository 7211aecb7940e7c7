import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LinkSheetSlot } from './-link-sheet-slot.tsx';
import { ChangesPage } from '../features/changes/pages/changes-page.tsx';
import { changeQueries } from '../features/changes/queries.ts';

interface ChangesSearch {
  bucket?: string;
  cursor?: string;
  /** The undo sheet, or what became of a write. */
  sheet?: 'undo' | 'done';
  change?: string;
}

function parseChangesSearch(search: Record<string, unknown>): ChangesSearch {
  const { bucket, cursor, sheet, change } = search;
  return {
    ...(typeof bucket === 'string' ? { bucket } : {}),
    ...(typeof cursor === 'string' ? { cursor } : {}),
    ...((sheet === 'undo' || sheet === 'done') && typeof change === 'string' ? { sheet, change } : {}),
  };
}

export const Route = createFileRoute('/c/$connection/changes')({
  validateSearch: parseChangesSearch,
  loaderDeps: ({ search: { bucket, cursor } }) => ({
    ...(bucket === undefined ? {} : { bucket }),
    ...(cursor === undefined ? {} : { cursor }),
  }),
  loader: ({ context: { queryClient }, params: { connection }, deps }) => {
    void queryClient.prefetchQuery(changeQueries.page(connection, deps));
  },
  component: Changes,
});

function Changes() {
  const { connection } = Route.useParams();
  const { sheet, change, ...filter } = Route.useSearch();
  const navigate = useNavigate();
  const page = useQuery(changeQueries.page(connection, filter));
  // The sheet names the bucket it writes to; the change does.
  const listed = page.data?.items.find((item) => item.id === change);
  const alone = useQuery({
    ...changeQueries.one(connection, change ?? ''),
    enabled: change !== undefined && page.isSuccess && listed === undefined,
    refetchInterval: false,
  });
  const bucket = (listed ?? alone.data)?.bucket;
  return (
    <>
      <ChangesPage connection={connection} {...filter} />
      {bucket !== undefined && (
        <LinkSheetSlot
          bucket={bucket}
          connection={connection}
          onClose={() =>
            void navigate({ to: '/c/$connection/changes', params: { connection }, search: filter })
          }
          onWritten={(written) =>
            void navigate({
              to: '/c/$connection/changes',
              params: { connection },
              search: { ...filter, sheet: 'done', change: written },
              replace: true,
            })
          }
          search={{ ...(sheet === undefined ? {} : { sheet }), ...(change === undefined ? {} : { change }) }}
        />
      )}
    </>
  );
}
