import type { Coverage } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { indexQueries } from '../shared/queries/index-queries.ts';
import { needTexts } from '../app/i18n.ts';
import { CoverageLine } from '../features/link-list/components/coverage-line.tsx';
import { useIndexScan } from '../features/link-list/use-index-scan.ts';
import { parseMapSearch, type MapSearch } from '../features/map/model/map-search.ts';
import { NeighbourhoodPage } from '../features/map/pages/neighbourhood-page.tsx';
import { MapPage } from '../features/map/pages/map-page.tsx';

export const Route = createFileRoute('/c/$connection/map')({
  // Addresses carry texts only. What they mean is told by the page, which is not part of the first load.
  validateSearch: (search): MapSearch => search,
  loader: () => needTexts('map', 'links', 'parts', 'rows'),
  component: Map,
});

function Map() {
  const { connection } = Route.useParams();
  const search = parseMapSearch({ ...Route.useSearch() });
  const navigate = useNavigate();
  const home = useQuery(indexQueries.home(connection));
  const buckets = home.data?.buckets.filter(({ hierarchicalNamespace }) => !hierarchicalNamespace) ?? [];
  // Without a choice the bucket with most links: of one that holds none there is nothing to see.
  const bucket = search.bucket ?? buckets.toSorted((a, b) => b.links - a.links)[0]?.coverage.bucket;
  const page = {
    bucket,
    buckets: buckets.map(({ coverage }) => coverage.bucket),
    connection,
    CoverageSlot,
    onSearch: (next: MapSearch, replace = false): void =>
      void navigate({ to: '/c/$connection/map', params: { connection }, search: next, replace }),
    search,
  };
  if (search.view === 'neighbourhood') return <NeighbourhoodPage {...page} />;
  return (
    <MapPage
      {...page}
      onPlan={({ id }) =>
        void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } })
      }
    />
  );
}

function CoverageSlot({ connection, coverage }: { connection: string; coverage: Coverage }) {
  return <CoverageLine connection={connection} scan={useIndexScan(connection, [coverage])} />;
}
