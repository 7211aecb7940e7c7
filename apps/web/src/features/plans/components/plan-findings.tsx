import { acceptName } from '@signpost/link-model/write';
import type { Plan, PlanDecision, PlanFinding } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { decideAll, undecided, type FindingDecision } from '../../../shared/ui/parts/finding-decision.ts';
import type { FindingGroup } from '../../../shared/ui/parts/finding-group.ts';
import { FindingGroups } from '../../../shared/ui/parts/finding-groups.tsx';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { useFindingWords } from '../use-finding-words.ts';
import { useIsEditable } from '../use-is-editable.ts';

type Example = PlanFinding['first'];

interface PlanFindingsProps {
  plan: Plan;
  accepted: ReadonlySet<string>;
  onAccept: (name: string, on: boolean) => void;
  edit: PlanMutations['edit'];
  /** The rows of a finding are asked for. */
  onShow: (finding: string) => void;
}

/** What pre-flight found, by kind, worst first: accepted here, or decided about for all rows of the kind. */
export function PlanFindings({ plan, accepted, onAccept, edit, onShow }: PlanFindingsProps) {
  const { t } = useTranslation('plans');
  const toWords = useFindingWords();
  const open = useIsEditable(plan);
  const toChoices = ({ level }: PlanFinding): FindingGroup<Example>['choices'] => {
    if (!open || level === 'advise') return [];
    const ways: readonly PlanDecision[] =
      level === 'choose' ? ['write', 'leave', 'remove'] : ['leave', 'remove'];
    return ways.map((value) => ({ value, label: t(`decide.${value}`) }));
  };
  // Plain facts are told with the rows: here they would bury what matters.
  const told = plan.findings.filter(({ level }) => level !== 'note');
  const groups = told.map((finding): FindingGroup<Example> => ({
    code: finding.name,
    level: finding.level,
    title: toWords(finding.first.finding).title,
    count: finding.rows,
    rows: [finding.first],
    choices: toChoices(finding),
  }));
  const decisions = Object.fromEntries(
    plan.findings.map(({ name }): [string, FindingDecision] => {
      const sent =
        edit.isPending && edit.variables.rows.by === 'finding' && edit.variables.rows.name === name;
      if (sent) return [name, decideAll(edit.variables.decision)];
      return [name, accepted.has(name) ? decideAll('write') : undecided];
    }),
  );
  const decide = (name: string, decision: FindingDecision): void => {
    if (edit.isPending) return;
    const [single] = decision.rows;
    if (single !== undefined) {
      const [row, choice] = single;
      if (choice !== null)
        edit.mutate({ rows: { by: 'row', rows: [Number(row)] }, decision: choice as PlanDecision });
      return;
    }
    const { all } = decision;
    onAccept(name, all === 'write');
    // What was accepted is written as planned: nothing of the plan changes.
    if (all === 'leave' || all === 'remove') edit.mutate({ rows: { by: 'finding', name }, decision: all });
  };
  const asked = groups.filter(({ choices }) => choices.length > 0);
  const plain = groups.filter(({ choices }) => choices.length === 0);
  const list = (shown: readonly FindingGroup<Example>[]) => (
    <FindingGroups
      decisions={decisions}
      format={{
        toId: ({ row }) => String(row),
        toName: ({ key }) => toVisibleText(toKeyParts(key).name),
        render: ({ key, finding }) => (
          <span className="wrap-anywhere">
            <span className="font-mono">{toVisibleText(toKeyParts(key).name)}</span>{' '}
            <span className="text-ink-2">{toWords(finding).text}</span>
          </span>
        ),
      }}
      groups={shown}
      onDecide={decide}
      onMore={onShow}
    />
  );
  return (
    <>
      {asked.length > 0 && list(asked)}
      {plain.length > 0 && (
        <>
          <h3 className="mt-2 text-13 font-medium text-ink-2">{t('decide.plain')}</h3>
          {list(plain)}
        </>
      )}
    </>
  );
}

/** Names that have to be accepted and that no finding of the plan explains. */
export function listUnexplained({ needs, findings }: Pick<Plan, 'needs' | 'findings'>): string[] {
  const explained = new Set(findings.flatMap(({ name, first }) => [name, acceptName(first.finding)]));
  return needs.accept.filter((name) => !explained.has(name));
}
