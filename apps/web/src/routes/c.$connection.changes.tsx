import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeCountQueries } from '../shared/queries/change-count-queries.ts';
import { changeQueries } from '../shared/queries/change-queries.ts';
import { WriteDialogSlot } from './-write-dialog-slot.tsx';
import { needTexts } from '../app/i18n.ts';
import { ChangesPage } from '../features/changes/pages/changes-page.tsx';
import {
  parseChangesSearch,
  toFilter,
  type ChangeFilter,
  type ChangesSearch,
} from '../features/changes/model/change-filter.ts';
import { usePlanTitle } from '../features/plans/use-plan-title.ts';
import { outcomeQueries } from '../shared/queries/outcome-queries.ts';

type PageSearch = ChangesSearch & {
  /** The undo dialog, or what became of a write. */
  dialog?: 'undo' | 'done';
  change?: string;
};

function parseSearch(search: Record<string, unknown>): PageSearch {
  const { dialog, change } = search;
  return {
    ...parseChangesSearch(search),
    ...((dialog === 'undo' || dialog === 'done') && typeof change === 'string' ? { dialog, change } : {}),
  };
}

export const Route = createFileRoute('/c/$connection/changes')({
  validateSearch: parseSearch,
  loaderDeps: ({ search: { dialog: _dialog, change: _change, ...shown } }) => shown,
  loader: async ({ context: { queryClient }, params: { connection }, deps }) => {
    void queryClient.prefetchQuery(changeQueries.page(connection, deps));
    void queryClient.prefetchQuery(changeCountQueries.counts(connection, toFilter(deps)));
    await needTexts('changes', 'parts', 'plans');
  },
  component: Changes,
});

function Changes() {
  const { connection } = Route.useParams();
  const { dialog, change, ...shown } = Route.useSearch();
  const navigate = useNavigate();
  const toTitle = usePlanTitle();
  const page = useQuery(changeQueries.page(connection, shown));
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
  const go = (search: PageSearch, replace = false): void =>
    void navigate({ to: '/c/$connection/changes', params: { connection }, search, replace });
  return (
    <>
      <ChangesPage
        connection={connection}
        onFilter={(filter: ChangeFilter) => go(filter)}
        onPlan={({ id }) =>
          void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } })
        }
        planTitle={({ origin }) => toTitle(origin)}
        search={shown}
      />
      {bucket !== undefined && (
        <WriteDialogSlot
          bucket={bucket}
          connection={connection}
          onClose={() => go(shown)}
          onWritten={(made) => {
            setWritten({ change: made, bucket });
            go({ ...shown, dialog: 'done', change: made }, true);
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
