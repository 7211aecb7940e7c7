import type { Coverage, Home } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { BreaksSoon } from '../components/breaks-soon.tsx';
import { BrokenList } from '../components/broken-list.tsx';
import { CoverageList, type Reader } from '../components/coverage-list.tsx';
import { DemoCard } from '../components/demo-card.tsx';
import { HealthCounts } from '../components/health-counts.tsx';
import { HealthTrend } from '../components/health-trend.tsx';
import { HomeSentence } from '../components/home-sentence.tsx';
import { HomeSkeleton } from '../components/home-skeleton.tsx';
import { FolderLinks } from '../components/folder-links.tsx';
import { isWhole, toHomeSummary } from '../model/home-summary.ts';
import { withPresent } from '../model/trend.ts';

interface HomePageProps {
  connection: string;
  /** Set when the data is made up. */
  demo: Demo | undefined;
  lastChanges: ReactNode;
  /** How far the buckets have been read by now, and the way to read one. */
  reader: Reader & { coverages: readonly Coverage[] };
}

/** The made-up data of a demo, and what a visitor can do first. */
interface Demo {
  /** Where the OSS-compatible server listens. */
  endpoint: string;
  /** The tour was neither taken nor closed: its card comes first. */
  isNew: boolean;
  onTour: () => void;
}

/** The first screen: what leads where, what is broken, what moves, what was changed. */
export function HomePage({ connection, demo, lastChanges, reader }: HomePageProps) {
  const { t } = useTranslation('home');
  const home = useQuery(indexQueries.home(connection));
  const broken = home.data?.broken ?? 0;
  useDocumentTitle(broken > 0 ? t('tab.broken', { count: broken }) : t('title'), connection);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-[84rem] p-4 sm:p-6">
        {home.isPending ? (
          <HomeSkeleton />
        ) : home.isError ? (
          <FailedState error={home.error} onRetry={() => void home.refetch()} title={t('failed')} />
        ) : home.data.buckets.length === 0 ? (
          <EmptyState
            action={
              <Button onClick={() => void home.refetch()} pending={home.isFetching}>
                {t('empty.again')}
              </Button>
            }
            icon="browse"
            title={<h1>{t('empty.title')}</h1>}
          >
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <Parts
            connection={connection}
            demo={demo}
            home={home.data}
            lastChanges={lastChanges}
            reader={reader}
          />
        )}
      </div>
    </div>
  );
}

function Parts({ connection, demo, home, lastChanges, reader }: HomePageProps & { home: Home }) {
  const { coverages, ...rest } = reader;
  const demoCard = demo !== undefined && (
    <DemoCard connection={connection} endpoint={demo.endpoint} onTour={demo.onTour} />
  );
  const buckets = home.buckets.map((bucket) => ({
    ...bucket,
    coverage: coverages.find((one) => one.bucket === bucket.coverage.bucket) ?? bucket.coverage,
  }));
  const { byHealth, served, complete, readable, completeness } = toHomeSummary(home.buckets);
  // While most is not known, that comes first; afterwards it is the small print.
  const mostlyUnknown = complete * 2 < readable;
  const coverage = <CoverageList buckets={buckets} connection={connection} {...rest} />;
  const known = home.scannedAt !== undefined;
  const whole = new Set(home.buckets.filter(isWhole).map(({ coverage: { bucket } }) => bucket));
  const noLinks = home.links === 0 && known && completeness === 'complete';
  const hadLinks = home.dailyStats.some(({ links }) => links > 0);
  const dailyStats = withPresent(home.dailyStats, {
    day: new Date(useNow('half-minute')).toISOString().slice(0, 10),
    links: home.links,
    broken: home.broken,
    byHealth,
    whole: known && completeness === 'complete',
  });
  return (
    <div className="flex flex-col gap-6">
      <HomeSentence connection={connection} home={home} />
      {demo?.isNew === true && demoCard}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          {mostlyUnknown && coverage}
          {noLinks ? (
            <NoLinks connection={connection} />
          ) : (
            known && (
              <>
                <BrokenList connection={connection} home={home} />
                <BreaksSoon connection={connection} home={home} />
                <FolderLinks connection={connection} parts={home.folderLinks} whole={whole} />
              </>
            )
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {lastChanges}
          {(hadLinks || (known && !noLinks)) && (
            <HealthTrend dailyStats={dailyStats} present={known && completeness === 'complete'}>
              <HealthCounts byHealth={byHealth} connection={connection} served={served} />
            </HealthTrend>
          )}
          {demo?.isNew === false && demoCard}
        </div>
        {/* One below the other, the small print comes last. */}
        {!mostlyUnknown && <div className="min-w-0">{coverage}</div>}
      </div>
    </div>
  );
}

/** Everything was read and there is no link: what one is, and where to make the first. */
function NoLinks({ connection }: { connection: string }) {
  const { t } = useTranslation('home');
  return (
    <div className="rounded-lg border border-line">
      <EmptyState
        action={
          <Link className={buttonClass('primary')} params={{ connection }} to="/c/$connection/buckets">
            {t('noLinks.act')}
          </Link>
        }
        icon="link"
        title={t('noLinks.title')}
      >
        <p>{t('noLinks.body')}</p>
      </EmptyState>
    </div>
  );
}
