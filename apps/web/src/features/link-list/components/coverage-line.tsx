import type { Coverage } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import type { IndexScan } from '../use-index-scan.ts';
import { isUnscanned } from '../../../shared/lib/is-unscanned.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** What the rows are drawn from: how much has been read, how old that is, and what is missing. */
export function CoverageLine({ connection, scan }: { connection: string; scan: IndexScan }) {
  const { t } = useTranslation('links');
  const describe = useProblemText();
  const deny = useDenial(connection);
  const { coverages, asking, refused, read } = scan;
  const oldest = coverages.flatMap(({ scannedAt }) => scannedAt ?? []).toSorted()[0];
  const incomplete = coverages.filter(({ state }) => state !== 'complete');
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-12 text-ink-3">
      {oldest !== undefined && <Age at={oldest} action="scanned" />}
      {incomplete.length === 0 && coverages.length > 0 && <span>{t('coverage.complete')}</span>}
      {incomplete.map(({ bucket, state, why, keys }) => (
        <span className="inline-flex items-center gap-1.5 text-caution" key={bucket}>
          {state === 'scanning' ? (
            <Link
              className="rounded-sm underline underline-offset-2"
              params={{ connection }}
              search={{ scan: bucket }}
              to="/c/$connection"
            >
              {t(`coverage.${state}`, { bucket, count: keys })}
            </Link>
          ) : (
            t(`coverage.${why === 'links' ? 'linksOnly' : state}`, { bucket, count: keys })
          )}
          {state !== 'scanning' && (
            <Button
              disabledReason={deny('scan.run', { bucket })}
              onClick={() => read(bucket)}
              pending={asking === bucket}
              size="small"
            >
              {t(isUnscanned({ state }) ? 'coverage.read' : 'coverage.again')}
            </Button>
          )}
        </span>
      ))}
      {refused !== undefined && (
        <span className="text-danger" role="alert">
          {t('coverage.refused', { bucket: refused.bucket, what: describe(refused.error).what })}
        </span>
      )}
    </div>
  );
}

/** Whether every bucket that the rows come from is known wholly. */
export function isWhole(coverages: readonly Coverage[]): boolean {
  return coverages.every(({ state }) => state === 'complete');
}
