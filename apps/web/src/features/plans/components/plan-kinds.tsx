import type { Plan, PlanDecision, PlanRowKind } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { planQueries } from '../../../shared/queries/plan-queries.ts';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import type { PlanMutations } from '../use-plan-mutations.ts';

/** Kinds that something can be decided about as a whole; of the others each row speaks for itself. */
const decided = {
  'folder-move': ['missing', 'alone', 'created'],
  revert: ['diverged'],
} as const satisfies Partial<Record<Plan['origin']['kind'], readonly PlanRowKind[]>>;
type DecidedKind = (typeof decided)[keyof typeof decided][number];

const choices: Record<DecidedKind, readonly PlanDecision[]> = {
  missing: ['leave', 'remove'],
  alone: ['leave', 'remove'],
  created: ['write', 'leave'],
  diverged: ['leave', 'write'],
};

/** What writing the links of a kind is called. */
const writes = { missing: 'write', alone: 'write', created: 'create', diverged: 'revert' } as const;

/**
 * What is done with all links of a kind: those that the new folder lacks, lead elsewhere, or would be new; those that were
 * changed after the state they are reverted to.
 */
export function PlanKinds({ plan, edit }: { plan: Plan; edit: PlanMutations['edit'] }) {
  const { kind: origin } = plan.origin;
  if (origin !== 'folder-move' && origin !== 'revert') return null;
  const kinds: readonly DecidedKind[] = decided[origin];
  return kinds
    .filter((kind) => (plan.kinds[kind] ?? 0) > 0)
    .map((kind) => <KindLine edit={edit} key={kind} kind={kind} plan={plan} />);
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
          label: t(`decide.${choice === 'write' ? writes[kind] : choice}`),
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
