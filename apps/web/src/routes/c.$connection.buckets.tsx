import { createFileRoute } from '@tanstack/react-router';
import { bucketQueries } from '../shared/queries/bucket-queries.ts';
import { needTexts } from '../app/i18n.ts';
import { BucketsPage } from '../features/buckets/pages/buckets-page.tsx';

export const Route = createFileRoute('/c/$connection/buckets')({
  loader: async ({ context: { queryClient }, params: { connection } }) => {
    void queryClient.prefetchQuery(bucketQueries.list(connection));
    await needTexts('buckets');
  },
  component: Buckets,
});

function Buckets() {
  const { connection } = Route.useParams();
  return <BucketsPage connection={connection} />;
}
