import type { AnswerOf } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../shared/api/api-error.ts';
import { call } from '../../shared/api/call.ts';
import { refreshIndex } from '../../shared/api/refresh-index.ts';
import { toOneLine, useProblemText } from '../../shared/api/use-problem-text.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { scanQueries } from '../../shared/queries/scan-queries.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { roundRate } from '../../shared/ui/parts/work-progress-model.ts';
import { WorkProgress } from '../../shared/ui/parts/work-progress.tsx';
import { Age } from '../../shared/ui/time.tsx';
import { ScanParts } from './components/scan-parts.tsx';
import { ScanSchedule } from './components/scan-schedule.tsx';
import { ScanSources } from './components/scan-sources.tsx';
import { toCallRate, toScanWork, type ScanSample } from './model/scan-work.ts';
import { useScanReport } from './use-scan-report.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

type ScanReport = AnswerOf<'getScan'>;
type Control = 'pause' | 'resume' | 'cancel';

export interface ScanDialogProps extends BucketRef {
  onClose: () => void;
}

/** The scan of a bucket: how far it is and at which rate, what it cost, and the ways to pause, resume and cancel it. */
export function ScanDialog({ connection, bucket, onClose }: ScanDialogProps) {
  const { t } = useTranslation('parts');
  const queryClient = useQueryClient();
  const report = useScanReport({ connection, bucket });
  const control = useMutation({
    mutationFn: (what: Control) => call('controlScan', { body: { connection, bucket, do: what } }),
    onSuccess: async (answer) => {
      queryClient.setQueryData(scanQueries.report({ connection, bucket }).queryKey, answer);
      await refreshIndex(queryClient, connection);
    },
  });
  return (
    <Dialog onClose={onClose} open title={t('scan.title', { bucket })}>
      <div className="flex flex-col gap-4">
        {report.isError && <FailedState error={report.error} inline title={t('scan.unknown')} />}
        {report.data !== undefined && (
          <Progress
            connection={connection}
            control={control}
            readAt={report.dataUpdatedAt}
            report={report.data}
          />
        )}
        {report.data !== undefined && isOver(report.data) && (
          <ScanSources bucket={bucket} connection={connection} />
        )}
        {report.data !== undefined && (
          <ScanSchedule bucket={bucket} connection={connection} stored={report.data.schedule} />
        )}
        {control.isError && <FailedState error={control.error} inline title={t('scan.refused')} />}
      </div>
    </Dialog>
  );
}

/** Whether another scan can begin. */
const isOver = ({ scan: { state } }: ScanReport): boolean =>
  state === 'none' || state === 'ended' || state === 'cancelled';

interface ProgressProps {
  connection: string;
  report: ScanReport;
  /** When that was told, in milliseconds. */
  readAt: number;
  control: { mutate: (what: Control) => void; isPending: boolean; variables: Control | undefined };
}

function Progress({ connection, report, readAt, control }: ProgressProps) {
  const { t } = useTranslation('parts');
  const { scan, coverage } = report;
  const first = useFirstSample(report, readAt);
  const callRate = scan.state === 'running' ? toCallRate(report, { first, now: readAt }) : undefined;
  const cancelling = control.isPending && control.variables === 'cancel';
  const canTurn = scan.state === 'running' || scan.state === 'paused';
  const denial = useDenial(connection)('scan.run', { bucket: coverage.bucket });
  const ask = (what: Control) => (): void => {
    if (!control.isPending) control.mutate(what);
  };
  if (scan.state === 'none') return <p className="text-13 text-ink-2">{t('scan.none')}</p>;
  return (
    <>
      <WorkProgress
        name={t(`scan.state.${scan.state}`)}
        toCount={(count) => t('scan.keys', { count })}
        work={toScanWork(report, { first, now: readAt, cancelling })}
        {...(canTurn && denial === undefined
          ? { onPause: ask('pause'), onResume: ask('resume'), onStop: ask('cancel') }
          : {})}
      />
      <p className="text-12 text-ink-2">
        {scan.state === 'ended'
          ? t('scan.callsInAll', { count: scan.calls })
          : coverage.estimatedMost === undefined
            ? t('scan.calls', { count: scan.calls })
            : t('scan.callsOf', { count: scan.calls, most: toMost(report) })}
        {callRate !== undefined && ` · ${t('scan.callRate', { rate: roundRate(callRate) })}`}
      </p>
      {canTurn && <p className="text-12 text-ink-2">{t('scan.stopKeeps')}</p>}
      {coverage.scannedAt !== undefined && (
        <p className="text-12 text-ink-3">
          <Age action="scanned" at={coverage.scannedAt} />
        </p>
      )}
      <ScanProblem coverage={coverage} />
      {scan.parts !== undefined && scan.state !== 'ended' && scan.state !== 'cancelled' && (
        <ScanParts parts={scan.parts} />
      )}
    </>
  );
}

function ScanProblem({ coverage: { problem, waits } }: Pick<ScanReport, 'coverage'>) {
  const describe = useProblemText();
  const { t } = useTranslation('parts');
  if (waits !== undefined)
    return (
      <p className="text-13 text-ink-2" role="status">
        {t('scan.waits', { what: describe(new ApiError(toKnownCode(waits.code))).what })}
      </p>
    );
  if (problem === undefined) return null;
  const { what, todo } = describe(new ApiError(toKnownCode(problem.code)));
  return (
    <p className="text-13 text-danger" role="status">
      {toOneLine({ what: t('scan.problem', { what }), todo })}
    </p>
  );
}

/** What a scan costs at most, as it was estimated before. */
function toMost({ scan, coverage }: ScanReport): number | undefined {
  return scan.headers ? coverage.estimatedMostWithHeaders : coverage.estimatedMost;
}

/** The first look at a scan that has run since without a pause: rates are counted from it. */
function useFirstSample({ scan }: ScanReport, at: number): ScanSample | undefined {
  const [first, setFirst] = useState<ScanSample & { run: string }>();
  const run = scan.state === 'running' ? scan.beganAt : undefined;
  if (first?.run !== run)
    setFirst(run === undefined ? undefined : { at, keys: scan.keys ?? 0, calls: scan.calls, run });
  return first;
}
