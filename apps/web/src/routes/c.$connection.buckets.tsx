import { createFileRoute } from '@tanstack/react-router';
import { needTexts } from '../app/i18n.ts';
import { BucketsPage } from '../features/buckets/pages/buckets-page.tsx';
import { bucketQueries } from '../features/buckets/queries.ts';

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
