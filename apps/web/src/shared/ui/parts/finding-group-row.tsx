import { useTranslation } from 'react-i18next';
import { Checkbox } from '../choice.tsx';
import { Select } from '../select.tsx';
import { choiceOf, decideRow, type FindingDecision } from './finding-decision.ts';
import type { FindingGroup, FindingRowFormat } from './finding-group.ts';

interface FindingGroupRowProps<Row> {
  row: Row;
  format: FindingRowFormat<Row>;
  choices: FindingGroup<Row>['choices'];
  decision: FindingDecision;
  onDecide: (decision: FindingDecision) => void;
}

/** One finding of a kind, and its own decision where one is needed. */
export function FindingGroupRow<Row>({
  row,
  format,
  choices,
  decision,
  onDecide,
}: FindingGroupRowProps<Row>) {
  const { t } = useTranslation('parts');
  const id = format.toId(row);
  const decide = (choice: string | null): void => onDecide(decideRow(decision, id, choice));
  if (choices.length === 1) {
    const { value } = choices[0]!;
    return (
      <li>
        <Checkbox
          checked={choiceOf(decision, id) === value}
          label={format.render(row)}
          onChange={(event) => decide(event.target.checked ? value : null)}
        />
      </li>
    );
  }
  // The empty value is what holds without a choice of its own.
  const inherited = decision.all === undefined ? t('findings.undecidedRow') : t('findings.sameAsAll');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 py-1">
      <div className="min-w-0 flex-1 max-sm:basis-full">{format.render(row)}</div>
      {choices.length > 1 && (
        <Select
          className="w-44 max-sm:w-full"
          label={t('findings.rowChoice', { name: format.toName(row) })}
          labelHidden
          onValueChange={(choice) => decide(choice === '' ? (decision.all ?? null) : choice)}
          options={[{ value: '', label: inherited }, ...choices]}
          value={decision.rows.get(id) ?? ''}
        />
      )}
    </li>
  );
}
