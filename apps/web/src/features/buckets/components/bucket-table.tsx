import type { Bucket } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';

/** From this many on, a filter saves scrolling. */
const manyBuckets = 9;

export function BucketTable({ connection, buckets }: { connection: string; buckets: readonly Bucket[] }) {
  const { t } = useTranslation('buckets');
  const [filter, setFilter] = useState('');
  const shown = buckets.filter((bucket) => bucket.name.includes(filter.trim().toLowerCase()));
  return (
    <>
      {buckets.length >= manyBuckets && (
        <TextField
          aside={t('filter.shown', { shown: shown.length, count: buckets.length })}
          className="mb-3 max-w-sm"
          label={t('filter.label')}
          onChange={(event) => setFilter(event.target.value)}
          type="search"
          value={filter}
        />
      )}
      <div className="overflow-x-auto rounded-lg border border-line">
        <table className="w-full text-13">
          <thead>
            <tr className="border-b border-line bg-surface-2 text-left text-12 text-ink-3">
              <th className="px-4 py-2 font-medium" scope="col">
                {t('column.name')}
              </th>
              <th className="px-4 py-2 font-medium" scope="col">
                {t('column.region')}
              </th>
              <th className="px-4 py-2 font-medium max-sm:hidden" scope="col">
                {t('column.class')}
              </th>
              <th className="px-4 py-2 text-right font-medium max-sm:hidden" scope="col">
                {t('column.created')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((bucket) => (
              <BucketRow bucket={bucket} connection={connection} key={bucket.name} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function BucketRow({ connection, bucket }: { connection: string; bucket: Bucket }) {
  const { t } = useTranslation('buckets');
  const [start, ...others] = bucket.startPrefixes;
  return (
    <tr className="border-b border-line last:border-0 hover:bg-surface-2">
      <td className="px-4 py-2.5">
        <Link
          className="touch-target inline-flex items-center font-medium text-accent hover:underline"
          params={{ connection, bucket: bucket.name }}
          search={start === undefined ? {} : { prefix: start }}
          to="/c/$connection/b/$bucket"
        >
          {bucket.name}
        </Link>
        {bucket.hierarchicalNamespace && (
          <span
            className="ml-2 rounded-full border border-line-strong px-2 text-12 text-ink-2"
            data-tip={t('hierarchical.meaning')}
          >
            {t('hierarchical.mark')}
          </span>
        )}
        {bucket.startPrefixes.length > 0 && (
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-ink-3">
            {t('startsAt')}
            {[start!, ...others].map((prefix) => (
              <Link
                className="text-accent hover:underline"
                key={prefix}
                params={{ connection, bucket: bucket.name }}
                search={{ prefix }}
                to="/c/$connection/b/$bucket"
              >
                <KeyText emphasis={false} value={prefix} />
              </Link>
            ))}
          </p>
        )}
      </td>
      <td className="px-4 py-2.5 whitespace-nowrap text-ink-2">{bucket.region ?? '–'}</td>
      <td className="px-4 py-2.5 text-ink-2 max-sm:hidden">{bucket.storageClass ?? '–'}</td>
      <td className="px-4 py-2.5 text-right whitespace-nowrap text-ink-2 max-sm:hidden">
        {bucket.createdAt === undefined ? '–' : <RelativeTime at={bucket.createdAt} />}
      </td>
    </tr>
  );
}
