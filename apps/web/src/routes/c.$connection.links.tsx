import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { indexQueries } from '../shared/queries/index-queries.ts';
import { InspectorSlot } from './-inspector-slot.tsx';
import { needTexts } from '../app/i18n.ts';
import { parseLinksSearch, toFilter, type LinksSearch } from '../features/link-list/model/link-filter.ts';
import { LinksPage } from '../features/link-list/pages/links-page.tsx';
import { withAction, type BrowserSearch } from '../shared/lib/browser-search.ts';
import { toParentPrefix } from '../shared/lib/key-parts.ts';

const LinkMenu = lazy(async () => {
  const texts = needTexts('rows', 'actions');
  const part = { default: (await import('../features/link-list/components/link-menu.tsx')).LinkMenu };
  await texts;
  return part;
});

const LinkSelection = lazy(async () => {
  const texts = needTexts('actions');
  const part = { default: (await import('./-links-selection-slot.tsx')).LinksSelectionSlot };
  await texts;
  return part;
});

const LinkGroups = lazy(async () => ({
  default: (await import('../features/link-list/components/link-groups.tsx')).LinkGroups,
}));

export const Route = createFileRoute('/c/$connection/links')({
  validateSearch: parseLinksSearch,
  loaderDeps: ({ search }) => ({
    ...toFilter(search),
    ...(search.cursor === undefined ? {} : { cursor: search.cursor }),
  }),
  loader: async ({ context: { queryClient }, params: { connection }, deps }) => {
    void queryClient.prefetchQuery(indexQueries.links(connection, deps));
    await needTexts('links', 'parts', 'rows');
  },
  component: Links,
});

function Links() {
  const { connection } = Route.useParams();
  const search = Route.useSearch();
  const navigate = useNavigate();
  const home = useQuery(indexQueries.home(connection));
  const endpoint = useConnection(connection)?.endpoint;
  const buckets = home.data?.buckets.filter((bucket) => !bucket.hierarchicalNamespace) ?? [];
  const go = (next: LinksSearch, replace = false): void =>
    void navigate({ to: '/c/$connection/links', params: { connection }, search: next, replace });
  const goToLink = (bucket: string, linkKey: string, action: BrowserSearch): void => {
    const folder = toParentPrefix(linkKey);
    void navigate({
      to: '/c/$connection/b/$bucket',
      params: { connection, bucket },
      search: withAction({ ...(folder === '' ? {} : { prefix: folder }), key: linkKey }, action),
    });
  };
  const { at, key, tab, ...list } = search;
  return (
    <LinksPage
      buckets={buckets.map(({ coverage }) => coverage.bucket)}
      LinkMenu={LinkMenu}
      LinkGroups={LinkGroups}
      LinkSelection={LinkSelection}
      onAction={({ bucket, key: linkKey }, action) => goToLink(bucket, linkKey, action)}
      connection={connection}
      endpoint={endpoint}
      onSearch={go}
      panel={
        at !== undefined &&
        key !== undefined && (
          <InspectorSlot
            bucket={at}
            connection={connection}
            covered={false}
            objectKey={key}
            onClose={() => go(list)}
            onShowKey={(other) => go({ ...list, at, key: other })}
            onTab={(next) => go({ ...search, tab: next }, true)}
            // Writes are looked at in the folder of the link.
            onWrite={(write) => goToLink(at, key, write)}
            tab={tab}
          />
        )
      }
      search={search}
    />
  );
}
