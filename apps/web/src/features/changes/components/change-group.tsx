import type { Change, PlanSummary } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDone } from '../../../shared/lib/change-standing.ts';
import { GroupHead } from '../../../shared/ui/parts/group-head.tsx';
import type { ChangeGroup } from '../model/change-groups.ts';
import type { ChangeTicks } from '../model/change-ticks.ts';
import { countOutcomes } from '../model/group-outcomes.ts';
import { ChangeRow } from './change-row.tsx';
import { ClockTime } from './clock-time.tsx';
import { PutBack } from './put-back.tsx';

interface ChangeGroupRowProps {
  group: ChangeGroup;
  /** The plan that made it, if one did and it may be read. */
  plan: PlanSummary | undefined;
  /** What a plan does, in words. */
  planTitle: (plan: PlanSummary) => string;
  unfolded: boolean;
  ticks: ChangeTicks;
  onPlan: (plan: { id: string }) => void;
}

/** Changes that were made together as one line that opens, with the way back of all of them. */
export function ChangeGroupRow({ group, plan, planTitle, unfolded, ticks, onPlan }: ChangeGroupRowProps) {
  const { t } = useTranslation('changes');
  const [folded, setFolded] = useState(!unfolded);
  const { newest, changes, folder } = group;
  const place = toVisibleText(`${newest.bucket}/${folder}`);
  const name =
    plan === undefined
      ? t('group.together', { what: t(`${isDone(newest) ? 'action' : 'attempt'}.${newest.action}`), place })
      : t('group.plan', { number: plan.number, title: planTitle(plan) });
  return (
    <li>
      <GroupHead count={changes.length} folded={folded} name={name} onToggle={() => setFolded(!folded)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-12 text-ink-2 sm:pr-4 sm:pl-12">
        <ClockTime at={newest.at} />
        <Outcomes changes={changes} plan={plan} />
        <span>{t('by', { actor: newest.actor })}</span>
        {newest.reason !== undefined && (
          <span className="wrap-anywhere">{t('reason', { reason: newest.reason })}</span>
        )}
        {newest.plan !== undefined && (
          <Link
            className="touch-target inline-flex items-center text-accent hover:underline"
            params={{ connection: newest.connection, plan: newest.plan.id }}
            to="/c/$connection/plans/$plan"
          >
            {t('plan', { number: newest.plan.number })}
          </Link>
        )}
        <span className="ml-auto">
          <PutBack changes={changes} onPlan={onPlan} plan={plan} />
        </span>
      </div>
      {!folded && (
        <ul aria-label={name} className="divide-y divide-line border-t border-line">
          {changes.map((change) => (
            <ChangeRow change={change} grouped key={change.id} ticks={ticks} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** How the writes ended: of the whole plan where that is known, else of those that are listed. */
function Outcomes({ changes, plan }: { changes: readonly Change[]; plan: PlanSummary | undefined }) {
  const { t } = useTranslation('changes');
  const { done, failed, open, written } = countOutcomes(changes, plan);
  return (
    <span className="flex flex-wrap gap-x-2">
      <span>{t('group.done', { count: done })}</span>
      {failed > 0 && <span className="text-danger">{t('group.failed', { count: failed })}</span>}
      {open > 0 && <span className="text-caution">{t('group.unclear', { count: open })}</span>}
      {written > changes.length && (
        <span className="text-ink-3">{t('group.shown', { count: changes.length, all: written })}</span>
      )}
    </span>
  );
}
