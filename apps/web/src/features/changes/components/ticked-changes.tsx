import type { Change, Plan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { SelectionBar } from '../../../shared/ui/parts/selection-bar.tsx';
import { isSelected } from '../../../shared/ui/parts/selection.ts';
import type { ChangeTicks } from '../model/change-ticks.ts';
import { WayBack } from './way-back.tsx';

interface TickedChangesProps {
  /** All changes of the page. */
  changes: readonly Change[];
  ticks: ChangeTicks;
  onPlan: (plan: Plan) => void;
}

/** Takes the ticked changes back by one plan: a plan is of one bucket. */
export function TickedChanges({ changes, ticks, onPlan }: TickedChangesProps) {
  const { t } = useTranslation('changes');
  const ticked = changes.filter(({ id }) => isSelected(ticks.selection, id));
  const [first] = ticked;
  if (first === undefined) return null;
  const { connection, bucket } = first;
  const isOneBucket = ticked.every((change) => change.bucket === bucket);
  const draft = (): Promise<Plan> => {
    const to = { by: 'changes' as const, changes: ticked.map(({ id }) => id) };
    return call('draftPlan', { body: { connection, bucket, source: { kind: 'revert', to } } });
  };
  return (
    <div className="sticky bottom-2 z-20 mt-3 shadow-float">
      <SelectionBar
        onChange={ticks.onSelect}
        pageIds={[]}
        // Those of another page, or outside the filter, are neither counted nor undone.
        selection={{ kind: 'some', ids: new Set(ticked.map(({ id }) => id)) }}
        total={ticked.length}
      >
        {isOneBucket ? (
          <WayBack bucket={bucket} connection={connection} draft={draft} onPlan={onPlan}>
            {t('putBack.ticked', { count: ticked.length })}
          </WayBack>
        ) : (
          <span className="text-ink-2">{t('putBack.oneBucket')}</span>
        )}
      </SelectionBar>
    </div>
  );
}
