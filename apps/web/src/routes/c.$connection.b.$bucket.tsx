import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../shared/queries/bucket-queries.ts';
import { changeQueries } from '../shared/queries/change-queries.ts';
import { objectQueries } from '../shared/queries/object-queries.ts';
import { InspectorSlot } from './-inspector-slot.tsx';
import { WriteDialogSlot } from './-write-dialog-slot.tsx';
import { MoveSlot } from './-move-slot.tsx';
import { RestoreSlot } from './-restore-slot.tsx';
import { rowParts } from './-row-parts.tsx';
import { UploadSlot } from './-upload-slot.tsx';
import {
  parseBrowserSearch,
  withAction,
  withoutPanel,
  withoutDialog,
  type BrowserSearch,
} from '../shared/lib/browser-search.ts';
import { BrowserPage } from '../features/browser/pages/browser-page.tsx';
import { showToast } from '../shared/ui/toast.ts';

export const Route = createFileRoute('/c/$connection/b/$bucket')({
  validateSearch: parseBrowserSearch,
  loaderDeps: ({ search: { prefix, cursor, after } }) => ({
    ...(prefix === undefined ? {} : { prefix }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(after === undefined ? {} : { after }),
  }),
  loader: ({ context: { queryClient }, params, deps }) => {
    void queryClient.prefetchQuery(objectQueries.page(params, deps));
  },
  component: Browser,
});

function Browser() {
  const { connection, bucket } = Route.useParams();
  const search = Route.useSearch();
  const { t } = useTranslation('objects');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // What was dropped stands in no address: files cannot be had again from one.
  const [dropped, setDropped] = useState<readonly File[]>();
  const facts = useQuery(bucketQueries.facts(connection, bucket));

  const go = (next: BrowserSearch, replace = false): void => {
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search: next, replace });
  };
  const openUndo = async (key: string): Promise<void> => {
    const findLast = async (filter: { bucket: string; key?: string }) => {
      const { items } = await queryClient.fetchQuery(changeQueries.page(connection, filter));
      return items.find((change) => change.undo.possible);
    };
    const own = await findLast({ bucket, key });
    const last = own ?? (await findLast({ bucket }));
    if (last === undefined) {
      showToast({ title: t('nothingToUndo'), lasts: 4000 });
      return;
    }
    // Another key's write is not what was asked about: the dialog says so.
    go({ ...search, dialog: 'undo', change: last.id, ...(own === undefined ? { on: key } : {}) });
  };

  return (
    <>
      <BrowserPage
        bucket={bucket}
        connection={connection}
        linksUnsupported={facts.data?.hierarchicalNamespace === true}
        onClosePanel={() => go(withoutPanel(search))}
        onSearch={(next) => go(withAction(search, next))}
        onUndo={(key) => void openUndo(key)}
        parts={rowParts}
        publicUrl={facts.data?.publicUrl}
        onUpload={setDropped}
        search={search}
        panel={
          search.key !== undefined && (
            <InspectorSlot
              bucket={bucket}
              connection={connection}
              covered={search.dialog !== undefined}
              linksUnsupported={facts.data?.hierarchicalNamespace === true}
              objectKey={search.key}
              onClose={() => go(withoutPanel(search))}
              onShowKey={(key) => go({ ...search, key })}
              onWrite={(write) => go({ ...withoutDialog(search), ...write })}
              onTab={(tab) => go({ ...search, tab }, true)}
              onWide={(wide) => {
                const { wide: _, ...beside } = search;
                go(wide ? { ...search, wide: '1' } : beside);
              }}
              wide={search.wide === '1'}
              publicUrl={facts.data?.publicUrl}
              tab={search.tab}
            />
          )
        }
      />
      <WriteDialogSlot
        bucket={bucket}
        connection={connection}
        onClose={() => go(withoutDialog(search))}
        onWritten={(change) => go({ ...withoutDialog(search), dialog: 'done', change }, true)}
        search={search}
      />
      <MoveSlot
        bucket={bucket}
        connection={connection}
        onClose={() => go(withoutDialog(search))}
        search={search}
      />
      {search.dialog === 'restore' && search.on !== undefined && (
        <RestoreSlot
          bucket={bucket}
          connection={connection}
          on={search.on}
          onClose={() => go(withoutDialog(search))}
        />
      )}
      {(dropped !== undefined || search.dialog === 'upload') && (
        <UploadSlot
          bucket={bucket}
          connection={connection}
          dropped={dropped ?? []}
          onClose={() => {
            setDropped(undefined);
            if (search.dialog === 'upload') go(withoutDialog(search), true);
          }}
          onLinkTo={(key) => {
            setDropped(undefined);
            go({ ...withoutDialog(search), dialog: 'create', on: search.prefix ?? '', to: key });
          }}
          onShowKey={(key) => {
            setDropped(undefined);
            go({ ...withoutDialog(search), key });
          }}
          prefix={search.prefix ?? ''}
          versioning={facts.data?.versioning ?? 'unknown'}
        />
      )}
    </>
  );
}
