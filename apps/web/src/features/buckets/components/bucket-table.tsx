import type { Bucket, Home } from '@signpost/api-contract';
import { isBroken, type Health } from '@signpost/link-model/health';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { bucketQueries } from '../../../shared/queries/bucket-queries.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { ClassName } from '../../../shared/ui/value-name.tsx';

/** From this many on, a filter saves scrolling. */
const manyBuckets = 9;

/** Up to this many, the configuration of each is read: calls on it are throttled apart from all others. */
const mostAsked = 20;

interface BucketTableProps {
  connection: string;
  buckets: readonly Bucket[];
  /** What the index knows of them. */
  indexed: Home['buckets'];
}

export function BucketTable({ connection, buckets, indexed }: BucketTableProps) {
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
              <th className="px-4 py-2 text-right font-medium" scope="col">
                {t('column.links')}
              </th>
              <th className="px-4 py-2 text-right font-medium" scope="col">
                {t('column.broken')}
              </th>
              <th className="px-4 py-2 font-medium max-md:hidden" scope="col">
                {t('column.scanned')}
              </th>
              <th className="px-4 py-2 font-medium max-lg:hidden" scope="col">
                {t('column.versioning')}
              </th>
              <th className="px-4 py-2 font-medium max-lg:hidden" scope="col">
                {t('column.class')}
              </th>
              <th className="px-4 py-2 text-right font-medium max-md:hidden" scope="col">
                {t('column.created')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((bucket) => (
              <BucketRow
                asks={buckets.length <= mostAsked}
                bucket={bucket}
                connection={connection}
                indexed={indexed.find(({ coverage }) => coverage.bucket === bucket.name)}
                key={bucket.name}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface BucketRowProps {
  connection: string;
  bucket: Bucket;
  indexed: Home['buckets'][number] | undefined;
  /** Its configuration is read where it is not known. */
  asks: boolean;
}

function BucketRow({ connection, bucket, indexed, asks }: BucketRowProps) {
  const { t } = useTranslation('buckets');
  const facts = useQuery({ ...bucketQueries.facts(connection, bucket.name), enabled: asks });
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
            className="inline-block rounded-full border border-line-strong px-2 text-12 whitespace-nowrap text-ink-2 sm:ml-2"
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
      <LinkCounts bucket={bucket.name} connection={connection} indexed={indexed} />
      <td className="px-4 py-2.5 whitespace-nowrap text-ink-2 max-lg:hidden">
        {facts.data === undefined ? '–' : t(`versioning.${facts.data.versioning}`)}
      </td>
      <td className="px-4 py-2.5 whitespace-nowrap text-ink-2 max-lg:hidden">
        {bucket.storageClass === undefined ? '–' : <ClassName value={bucket.storageClass} />}
      </td>
      <td className="px-4 py-2.5 text-right whitespace-nowrap text-ink-2 max-md:hidden">
        {bucket.createdAt === undefined ? '–' : <RelativeTime at={bucket.createdAt} />}
      </td>
    </tr>
  );
}

/** Links and broken links, each leading to its rows, and how old the numbers are. */
function LinkCounts({
  connection,
  bucket,
  indexed,
}: Pick<BucketRowProps, 'connection' | 'indexed'> & { bucket: string }) {
  const { t, i18n } = useTranslation('buckets');
  const { state, scannedAt } = indexed?.coverage ?? {};
  if (indexed === undefined || scannedAt === undefined)
    return (
      <>
        <td className="px-4 py-2.5 text-right text-ink-3">–</td>
        <td className="px-4 py-2.5 text-right text-ink-3">–</td>
        <td className="px-4 py-2.5 text-ink-3 max-md:hidden">
          {indexed?.hierarchicalNamespace === true
            ? '–'
            : t(state === 'scanning' ? 'scanned.now' : 'scanned.never')}
        </td>
      </>
    );
  const broken = (Object.entries(indexed.byHealth) as [Health, number][])
    .filter(([health]) => isBroken(health))
    .reduce((sum, [, count]) => sum + count, 0);
  const link = 'touch-target inline-flex items-center rounded-sm hover:underline';
  return (
    <>
      <td className="px-4 py-2.5 text-right">
        <Link className={link} params={{ connection }} search={{ bucket }} to="/c/$connection/links">
          {indexed.links.toLocaleString(i18n.language)}
        </Link>
      </td>
      <td className="px-4 py-2.5 text-right">
        <Link
          className={cx(link, broken > 0 && 'text-danger')}
          params={{ connection }}
          search={{ bucket, health: 'broken' }}
          to="/c/$connection/links"
        >
          {broken.toLocaleString(i18n.language)}
        </Link>
      </td>
      <td
        className={cx('px-4 py-2.5 whitespace-nowrap max-md:hidden', state === 'partial' && 'text-caution')}
      >
        <RelativeTime at={scannedAt} worded />
        {state === 'partial' && ` · ${t('scanned.part')}`}
      </td>
    </>
  );
}
