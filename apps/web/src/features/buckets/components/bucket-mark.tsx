import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../../shared/queries/bucket-queries.ts';

/** Region and versioning of the open bucket: both decide what a write does. */
export function BucketMark({ connection, bucket }: { connection: string; bucket: string }) {
  const { t } = useTranslation('shell');
  const { data } = useQuery(bucketQueries.facts(connection, bucket));
  if (data === undefined) return null;
  return (
    <span className="shrink-0 text-12 whitespace-nowrap text-ink-3 max-lg:hidden">
      {data.region} · {t(`versioning.${data.versioning}`)}
    </span>
  );
}
