import type { Change, Plan, PlanSummary } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { WayBack } from './way-back.tsx';

interface PutBackProps {
  changes: readonly Change[];
  plan: PlanSummary | undefined;
  onPlan: (plan: Plan) => void;
}

const ended: readonly PlanSummary['state'][] = ['done', 'stopped', 'paused'];

/**
 * Takes all that was written together back, by a plan that is reviewed like any other. Nothing is written before that.
 * What a plan wrote is taken back by its roll-back; what was written together without one, by a revert of its group.
 */
export function PutBack({ changes, plan, onPlan }: PutBackProps) {
  const { t } = useTranslation('changes');
  const [newest] = changes;
  if (newest === undefined || (newest.plan !== undefined && plan === undefined)) return null;
  if (plan !== undefined && !ended.includes(plan.state)) return null;
  const written = changes.filter(({ outcome }) => outcome === 'applied');
  const count = plan?.outcomes.applied ?? written.length;
  if (count === 0) return null;
  if (written.length > 0 && written.every(({ undo }) => undo.why === 'already-undone'))
    return <span>{t('putBack.already')}</span>;
  // Nothing of it is as it was left: there is no way back of all.
  if (plan === undefined && !written.some(({ undo }) => undo.possible)) return null;
  const what = plan === undefined ? { change: newest } : { change: newest, plan: plan.id };
  return (
    <WayBack
      bucket={newest.bucket}
      connection={newest.connection}
      draft={() => draftWayBack(what)}
      onPlan={onPlan}
    >
      {t('putBack.all', { count })}
    </WayBack>
  );
}

function draftWayBack({ change, plan }: { change: Change; plan?: string }): Promise<Plan> {
  const { connection, bucket, group } = change;
  if (plan !== undefined) return call('rollBackPlan', { body: { connection, plan } });
  const source = { kind: 'revert' as const, to: { by: 'group' as const, group } };
  return call('draftPlan', { body: { connection, bucket, source } });
}
