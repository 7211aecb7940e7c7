import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import { call } from '../../../shared/api/call.ts';
import { refreshIndex } from '../../../shared/api/refresh-index.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** Nobody knows who points here: the way to know it, and then a second answer. */
export function UnscannedBacklinks({ dialog: { scope, preflightAgain } }: { dialog: WriteDialogState }) {
  const { t } = useTranslation('findings');
  const describe = useProblemText();
  const client = useQueryClient();
  const coverage = useQuery(indexQueries.coverage(scope.connection, scope.bucket));
  const read = useMutation({
    mutationFn: () => call('startScan', { body: scope }),
    onSettled: () => refreshIndex(client, scope.connection),
  });
  const deny = useDenial(scope.connection);
  const state = coverage.data?.items[0]?.state;
  const again = useEffectEvent(preflightAgain);
  useEffect(() => {
    // Also when somebody else, or another window, has had it read.
    if (state === 'complete') again();
  }, [state]);
  if (state === undefined || state === 'complete') return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-3">
      {state === 'scanning' ? (
        <span aria-live="polite">{t('act.scanning', { count: coverage.data?.items[0]?.keys ?? 0 })}</span>
      ) : (
        <Button
          className="my-1"
          disabledReason={deny('scan.run', { bucket: scope.bucket })}
          onClick={() => read.mutate()}
          pending={read.isPending}
          size="small"
        >
          {t('act.scanBucket')}
        </Button>
      )}
      {read.error !== null && (
        <span className="text-danger" role="alert">
          {describe(read.error).what}
        </span>
      )}
    </p>
  );
}
