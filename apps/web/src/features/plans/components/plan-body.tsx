import type { Plan } from '@signpost/api-contract';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../shared/api/api-error.ts';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { countWrites, emptyForm, withName } from '../model/plan-needs.ts';
import type { PlanSearch } from '../model/plan-search.ts';
import { usePlanMutations } from '../use-plan-mutations.ts';
import { ApplyFields } from './apply-fields.tsx';
import { NowThen, PlanFacts } from './plan-facts.tsx';
import { PlanFindings } from './plan-findings.tsx';
import { PlanFooter } from './plan-footer.tsx';
import { PlanGroups } from './plan-groups.tsx';
import { PlanKinds } from './plan-kinds.tsx';
import { PlanOutcome } from './plan-outcome.tsx';
import { PlanProgress } from './plan-progress.tsx';
import { PlanRows } from './plan-rows.tsx';
import { PlanTotals } from './plan-totals.tsx';
import { useIsEditable } from '../use-is-editable.ts';

interface PlanBodyProps {
  plan: Plan;
  search: PlanSearch;
  onSearch: (search: PlanSearch, replace?: boolean) => void;
  onPlan: (plan: Plan) => void;
}

/** What a plan holds, by its state: decisions before it is applied, progress meanwhile, outcomes afterwards. */
export function PlanBody({ plan, search, onSearch, onPlan }: PlanBodyProps) {
  const [form, setForm] = useState(emptyForm);
  const [opened, setOpened] = useState<number>();
  const asked = useRef<HTMLDivElement>(null);
  const mutations = usePlanMutations(plan, onPlan);
  const { edit, control } = mutations;
  const { state } = plan;
  const open = state === 'open';
  const isEditable = useIsEditable(plan);
  return (
    <>
      {(state === 'applying' || state === 'paused') && <PlanProgress control={control} plan={plan} />}
      {(state === 'done' || state === 'stopped') && (
        <PlanOutcome mutations={mutations} onShow={(outcome) => onSearch({ outcome })} plan={plan} />
      )}
      <div className="flex flex-wrap items-stretch gap-x-6 gap-y-4">
        <NowThen plan={plan} />
        <PlanTotals onShow={(kind) => onSearch({ kind })} plan={plan} />
      </div>
      <PlanGroups edit={edit} onShow={(group) => onSearch({ group })} plan={plan} />
      {open && (
        <div
          className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_22rem]"
          ref={asked}
        >
          <Decisions
            accepted={form.accepted}
            edit={edit}
            isEditable={isEditable}
            onAccept={(name, on) => setForm({ ...form, accepted: withName(form.accepted, name, on) })}
            onShow={(finding) => onSearch({ finding })}
            plan={plan}
          />
          <PlanFacts plan={plan} />
          {countWrites(plan) > 0 && (
            <div className="lg:col-span-2">
              <ApplyFields form={form} onForm={setForm} plan={plan} />
            </div>
          )}
        </div>
      )}
      <PlanRows
        accepted={form.accepted}
        edit={edit}
        onOpened={setOpened}
        onSearch={onSearch}
        opened={opened}
        plan={plan}
        search={search}
      />
      {open ? (
        <PlanFooter
          covered={opened !== undefined}
          form={form}
          mutations={mutations}
          onMissing={() => focusMissing(asked.current)}
          plan={plan}
        />
      ) : (
        <div className="pb-2" />
      )}
    </>
  );
}

/** Goes to the first thing that is asked and not said: a decision, else the number. */
function focusMissing(asked: HTMLElement | null): void {
  asked?.querySelector<HTMLElement>('[data-undecided] input')?.focus();
}

type DecisionsProps = Parameters<typeof PlanFindings>[0] & { isEditable: boolean };

/** What needs a decision, and what was found besides. */
function Decisions({ isEditable, ...props }: DecisionsProps) {
  const { t } = useTranslation('plans');
  const { plan, edit } = props;
  const nothing =
    plan.findings.every(({ level }) => level === 'note' || level === 'advise') &&
    (['missing', 'alone', 'diverged'] as const).every((kind) => (plan.kinds[kind] ?? 0) === 0);
  const outdated = edit.error instanceof ApiError && edit.error.code === 'plan-changed';
  return (
    <section aria-label={t('decide.title')} className="flex flex-col gap-1">
      <h2 className="text-14 font-semibold">{t('decide.title')}</h2>
      {nothing && <p className="text-13 text-ink-2">{t('decide.none')}</p>}
      <ul aria-label={t('decide.kinds')} className="flex flex-col divide-y divide-line empty:hidden">
        {isEditable && <PlanKinds edit={edit} plan={plan} />}
      </ul>
      <PlanFindings {...props} />
      {outdated ? (
        <p className="text-13 text-caution" role="status">
          {t('decide.changed')}
        </p>
      ) : (
        edit.isError && <FailedState error={edit.error} inline title={t('decide.failed')} />
      )}
    </section>
  );
}
