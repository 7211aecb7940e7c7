import type { Plan, PlanDecision, PlanRowKind } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { planQueries } from '../../../shared/queries/plan-queries.ts';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import type { PlanMutations } from '../use-plan-mutations.ts';

/** Kinds that something can be decided about as a whole; of the others each row speaks for itself. */
const decided = ['missing', 'alone', 'created'] as const satisfies readonly PlanRowKind[];
type DecidedKind = (typeof decided)[number];

const choices: Record<DecidedKind, readonly PlanDecision[]> = {
  missing: ['leave', 'remove'],
  alone: ['leave', 'remove'],
  created: ['write', 'leave'],
};

/** What is done with all links of a kind: those that the new folder lacks, lead elsewhere, or would be new. */
export function PlanKinds({ plan, edit }: { plan: Plan; edit: PlanMutations['edit'] }) {
  if (plan.origin.kind !== 'folder-move') return null;
  const kinds = decided.filter((kind) => (plan.kinds[kind] ?? 0) > 0);
  return kinds.map((kind) => <KindLine edit={edit} key={kind} kind={kind} plan={plan} />);
}

interface KindLineProps {
  plan: Plan;
  kind: DecidedKind;
  edit: PlanMutations['edit'];
}

function KindLine({ plan, kind, edit }: KindLineProps) {
  const { t } = useTranslation('plans');
  const count = plan.kinds[kind] ?? 0;
  const made = useKindDecision(plan, kind, count);
  const sent = edit.isPending && edit.variables.rows.by === 'kind' && edit.variables.rows.kind === kind;
  const value = sent ? edit.variables.decision : made;
  const name = t(`kind.${kind}`);
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-1.5 text-13">
      <span className="min-w-0 basis-72 max-sm:basis-full">
        <span className="font-medium">{t('decide.for', { kind: name, count })}</span>{' '}
        <span className="block text-12 text-ink-3">{t(`kindMeaning.${kind}`)}</span>
      </span>
      <RadioGroup
        className="flex flex-wrap gap-x-4"
        legend={t('decide.for', { kind: name, count })}
        legendHidden
        onValueChange={(decision) => {
          if (decision !== '' && !edit.isPending) edit.mutate({ rows: { by: 'kind', kind }, decision });
        }}
        options={choices[kind].map((choice) => ({
          value: choice,
          label: t(choice === 'write' ? 'decide.create' : `decide.${choice}`),
        }))}
        value={value ?? ''}
      />
      {value === undefined && <span className="text-12 text-ink-3">{t('decide.mixed')}</span>}
    </li>
  );
}

/** What was decided about all rows of a kind; undefined while it differs from row to row, or is not read. */
function useKindDecision(plan: Plan, kind: DecidedKind, count: number): PlanDecision | undefined {
  const [first, second] = choices[kind].map((decision) => ({ filter: { kind, decision }, limit: 1 }));
  const one = useQuery(planQueries.rows(plan.connection, plan.id, first));
  const other = useQuery(planQueries.rows(plan.connection, plan.id, second));
  return one.data?.total === count
    ? choices[kind][0]
    : other.data?.total === count
      ? choices[kind][1]
      : undefined;
}
