import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeQueries } from '../shared/queries/change-queries.ts';
import { WriteDialogSlot } from './-write-dialog-slot.tsx';
import { needTexts } from '../app/i18n.ts';
import { ChangesPage } from '../features/changes/pages/changes-page.tsx';
import { toChangeFilter } from '../features/changes/model/change-filter.ts';
import { outcomeQueries } from '../shared/queries/outcome-queries.ts';

interface ChangesSearch {
  bucket?: string;
  cursor?: string;
  /** Only changes that were made together: the id of their group. */
  group?: string;
  /** The undo dialog, or what became of a write. */
  dialog?: 'undo' | 'done';
  change?: string;
}

function parseChangesSearch(search: Record<string, unknown>): ChangesSearch {
  const { bucket, cursor, group, dialog, change } = search;
  return {
    ...(typeof bucket === 'string' ? { bucket } : {}),
    ...(typeof cursor === 'string' ? { cursor } : {}),
    ...(typeof group === 'string' ? { group } : {}),
    ...((dialog === 'undo' || dialog === 'done') && typeof change === 'string' ? { dialog, change } : {}),
  };
}

export const Route = createFileRoute('/c/$connection/changes')({
  validateSearch: parseChangesSearch,
  loaderDeps: ({ search }) => toChangeFilter(search),
  loader: async ({ context: { queryClient }, params: { connection }, deps }) => {
    void queryClient.prefetchQuery(changeQueries.page(connection, deps));
    await needTexts('changes');
  },
  component: Changes,
});

function Changes() {
  const { connection } = Route.useParams();
  const { dialog, change, ...shown } = Route.useSearch();
  const navigate = useNavigate();
  const page = useQuery(changeQueries.page(connection, toChangeFilter(shown)));
  // The dialog names the bucket it writes to; the change does.
  const listed = page.data?.items.find((item) => item.id === change);
  const alone = useQuery({
    ...outcomeQueries.one(connection, change ?? ''),
    enabled: change !== undefined && page.isSuccess && listed === undefined,
    refetchInterval: false,
  });
  // A write of this page has a record that no list holds yet: the window stays where it was opened.
  const [written, setWritten] = useState<{ change: string; bucket: string }>();
  const bucket =
    (listed ?? alone.data?.change)?.bucket ?? (written?.change === change ? written?.bucket : undefined);
  return (
    <>
      <ChangesPage connection={connection} {...shown} />
      {bucket !== undefined && (
        <WriteDialogSlot
          bucket={bucket}
          connection={connection}
          onClose={() =>
            void navigate({ to: '/c/$connection/changes', params: { connection }, search: shown })
          }
          onWritten={(made) => {
            setWritten({ change: made, bucket });
            void navigate({
              to: '/c/$connection/changes',
              params: { connection },
              search: { ...shown, dialog: 'done', change: made },
              replace: true,
            });
          }}
          search={{
            ...(dialog === undefined ? {} : { dialog }),
            ...(change === undefined ? {} : { change }),
          }}
        />
      )}
    </>
  );
}
