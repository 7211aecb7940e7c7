import type { PlanSummary } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import type { ChangeTicks } from '../model/change-ticks.ts';
import type { ChangeGroup } from '../model/change-groups.ts';
import { toDays } from '../model/change-days.ts';
import { ChangeGroupRow } from './change-group.tsx';
import { ChangeRow } from './change-row.tsx';

interface ChangeDayListProps {
  groups: readonly ChangeGroup[];
  plans: readonly PlanSummary[];
  /** Groups and changes show all that they have from the start. */
  unfolded: boolean;
  planTitle: (plan: PlanSummary) => string;
  ticks: ChangeTicks;
  onPlan: (plan: { id: string }) => void;
}

/** Changes under the days of the reader's zone; what was made together is one line. */
export function ChangeDayList({ groups, plans, unfolded, planTitle, ticks, onPlan }: ChangeDayListProps) {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' });
  return (
    <div className="flex flex-col gap-4">
      {toDays(groups).map(({ day, groups: ofDay }) => {
        const [first] = ofDay;
        return (
          <section aria-label={day} key={`${day} ${first?.newest.id}`}>
            <h2 className="sticky top-0 z-10 bg-surface-1 py-1.5 text-13 font-semibold">
              <time dateTime={day}>{format.format(Date.parse(first?.newest.at ?? day))}</time>
            </h2>
            <ul className="divide-y divide-line rounded-lg border border-line">
              {ofDay.map((group) =>
                // One change of a plan stays one of its plan: others may be outside the filter.
                group.changes.length === 1 && group.newest.plan === undefined ? (
                  <ChangeRow change={group.newest} key={group.newest.id} ticks={ticks} unfolded={unfolded} />
                ) : (
                  <ChangeGroupRow
                    group={group}
                    key={group.newest.group}
                    onPlan={onPlan}
                    plan={plans.find(({ id }) => id === group.newest.group)}
                    planTitle={planTitle}
                    ticks={ticks}
                    unfolded={unfolded}
                  />
                ),
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
