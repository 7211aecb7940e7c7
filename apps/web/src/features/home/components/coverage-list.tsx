import type { Home } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { formatLeastTime } from '../../../shared/lib/format-duration.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { CoverageFailure, CoverageState } from './coverage-state.tsx';
import { Section } from './section.tsx';
import { isUnscanned } from '../../../shared/lib/is-unscanned.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

type BucketNumbers = Home['buckets'][number];

/** Cards before "all". */
const shown = 6;

/** What the page needs of a scan under way; the route that composes it follows the scans. */
export interface Reader {
  read: (bucket: string) => void;
  asking: string | undefined;
  refused: { bucket: string; error: unknown } | undefined;
}

interface CoverageListProps extends Reader {
  connection: string;
  buckets: readonly BucketNumbers[];
}

/** How much of each bucket is known, since when, and what reading it costs: the basis of every number above. */
export function CoverageList({ connection, buckets, ...reader }: CoverageListProps) {
  const { t } = useTranslation('home');
  const [all, setAll] = useState(false);
  const many = buckets.length > shown;
  const cards = many ? openFirst(buckets).slice(0, all ? undefined : shown) : buckets;
  return (
    <Section
      aside={
        many && (
          <Button aria-expanded={all} onClick={() => setAll(!all)} size="small" variant="quiet">
            {all ? t('coverage.fewer') : t('coverage.all', { count: buckets.length })}
          </Button>
        )
      }
      title={t('coverage.title')}
    >
      <ul className="grid gap-2 md:grid-cols-2">
        {cards.map((bucket) => (
          <CoverageCard bucket={bucket} connection={connection} key={bucket.coverage.bucket} {...reader} />
        ))}
      </ul>
    </Section>
  );
}

/** Among many, those that are not wholly known come first; otherwise their order stands. */
function openFirst(buckets: readonly BucketNumbers[]): readonly BucketNumbers[] {
  const isDone = ({ coverage, hierarchicalNamespace }: BucketNumbers): number =>
    Number(hierarchicalNamespace || coverage.state === 'complete');
  return buckets.toSorted((a, b) => isDone(a) - isDone(b));
}

interface CoverageCardProps extends Reader {
  connection: string;
  bucket: BucketNumbers;
}

function CoverageCard({ connection, bucket, read, asking, refused }: CoverageCardProps) {
  const { t, i18n } = useTranslation('home');
  const deny = useDenial(connection);
  const { coverage, hierarchicalNamespace } = bucket;
  const name = coverage.bucket;
  const first = coverage.scannedAt === undefined;
  const isUnknown = isUnscanned(coverage);
  const action = t(
    coverage.state === 'failed' ? 'coverage.retry' : first ? 'coverage.read' : 'coverage.again',
  );
  const cost = useQuery({
    ...indexQueries.coverage(connection, name),
    enabled: isUnknown && !hierarchicalNamespace,
  });
  // Asked before the scan was begun, it still says how far it has to go.
  const { estimatedCalls, estimatedMost, estimatedKeys, callsPerSecond } = cost.data?.items[0] ?? {};
  const time = formatLeastTime({ calls: estimatedCalls, perSecond: callsPerSecond }, i18n.language);
  return (
    <li
      className={cx(
        'flex min-w-0 flex-col gap-1 rounded-lg border p-3 text-13',
        coverage.state === 'failed' ? 'border-danger' : 'border-line',
      )}
    >
      <div className="flex min-h-7 items-center justify-between gap-2">
        <Link
          className="touch-target content-center truncate rounded-sm font-medium hover:underline"
          params={{ connection, bucket: name }}
          to="/c/$connection/b/$bucket"
        >
          {name}
        </Link>
        {!hierarchicalNamespace && (
          <Link
            aria-label={t('coverage.scanNamed', { bucket: name })}
            className={cx(buttonClass('quiet', 'small'), 'ml-auto')}
            params={{ connection }}
            search={{ scan: name }}
            to="/c/$connection"
          >
            {t('coverage.scan')}
          </Link>
        )}
        {!hierarchicalNamespace && coverage.state !== 'scanning' && (
          <Button
            aria-label={t('coverage.named', { action, bucket: name })}
            disabledReason={deny('scan.run', { bucket: name })}
            onClick={() => read(name)}
            pending={asking === name}
            size="small"
            variant={first ? 'primary' : 'quiet'}
          >
            {action}
          </Button>
        )}
      </div>
      {hierarchicalNamespace ? (
        <p className="text-12 text-ink-2">{t('coverage.hierarchical')}</p>
      ) : (
        <>
          <CoverageState bucket={bucket} connection={connection} estimatedKeys={estimatedKeys} />
          {isUnknown && (
            <p className="min-h-[1lh] text-12 text-ink-2">
              {estimatedCalls !== undefined
                ? t('coverage.cost', { count: estimatedCalls, keys: estimatedKeys, most: estimatedMost })
                : !cost.isPending && t('coverage.costUnknown')}
              {time !== undefined && ` ${t('coverage.time', { time, rate: callsPerSecond })}`}
            </p>
          )}
        </>
      )}
      {refused?.bucket === name && <CoverageFailure error={refused.error} />}
    </li>
  );
}
