import type { Change } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isChangeOpen, isDone } from '../../../shared/lib/change-standing.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { ChangeOutcome } from '../../../shared/ui/change-outcome.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { ExactTime, RelativeTime } from '../../../shared/ui/time.tsx';
import { ChangeSteps } from './change-steps.tsx';
import { outcomeQueries } from '../../../shared/queries/outcome-queries.ts';

/** One recorded write: when, who, what from and to, and the way back. */
export function ChangeRow({ change: listed }: { change: Change }) {
  const { t } = useTranslation('changes');
  const recorded = useQuery({
    ...outcomeQueries.one(listed.connection, listed.id),
    enabled: isChangeOpen(listed),
  });
  const change = isChangeOpen(listed) ? (recorded.data?.change ?? listed) : listed;
  const bucketRef = { connection: change.connection, bucket: change.bucket };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-x-3 gap-y-1 px-4 py-3 text-13 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
      <span className="flex flex-col text-12 text-ink-3 max-sm:flex-row max-sm:gap-2">
        <RelativeTime at={change.at} className="text-13" worded />
        <ExactTime at={change.at} />
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="font-medium">
            {t(`${isDone(change) ? 'action' : 'attempt'}.${change.action}`)}
          </span>
          <Link
            className="touch-target flex max-w-full min-w-0 items-center hover:underline"
            params={bucketRef}
            search={{
              ...(parentOf(change.key) === '' ? {} : { prefix: parentOf(change.key) }),
              key: change.key,
            }}
            to="/c/$connection/b/$bucket"
          >
            <span className="shrink-0 text-ink-3">{change.bucket} /&nbsp;</span>
            <KeyText value={change.key} />
          </Link>
        </p>
        <p className="min-w-0">
          <ChangeSteps change={change} />
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-3">
          <ChangeOutcome change={change} />
          <span>{t('by', { actor: change.actor })}</span>
          {listed.plan !== undefined && (
            <Link
              className="touch-target inline-flex items-center text-accent hover:underline"
              params={{ connection: change.connection, plan: listed.plan.id }}
              to="/c/$connection/plans/$plan"
            >
              {t('plan', { number: listed.plan.number })}
            </Link>
          )}
          {change.reason !== undefined && <span>{t('reason', { reason: change.reason })}</span>}
          {change.ossRequestId !== undefined && (
            <span className="inline-flex min-w-0 items-center font-mono break-all">
              {change.ossRequestId}
              <CopyButton text={change.ossRequestId} what={t('requestId')} />
            </span>
          )}
        </p>
      </div>
      <div className="sm:col-start-3 sm:max-w-56 sm:text-right">
        {change.undo.possible ? (
          <Link
            aria-label={t('undoNamed', { key: toVisibleText(change.key) })}
            className={buttonClass('outline', 'small')}
            params={{ connection: change.connection }}
            search={(prev) => ({ ...prev, dialog: 'undo' as const, change: change.id })}
            to="/c/$connection/changes"
          >
            {t('undo')}
          </Link>
        ) : (
          <span className="text-12 text-ink-3">{t(`noUndo.${change.undo.why ?? 'unknown'}`)}</span>
        )}
      </div>
    </li>
  );
}

function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
