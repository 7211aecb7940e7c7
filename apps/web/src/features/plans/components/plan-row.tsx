import type { PlanDecision, PlanRow as Row, PlanState } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { shorten, toRelativeTarget } from '../../../shared/lib/short-key.ts';
import { findingMarks } from '../../../shared/ui/finding-marks.ts';
import { GridCell, GridRow, type RowPosition } from '../../../shared/ui/grid-row.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import type { ColumnSpec } from '../../../shared/ui/parts/column-layout.ts';
import { Select } from '../../../shared/ui/select.tsx';
import { toKindText, toOutcomeText } from '../model/plan-words.ts';
import { listRowDecisions, toObjectMove, toThen } from '../model/row-choices.ts';
import { useFindingWords } from '../use-finding-words.ts';
import { planRowClass, type PlanColumn } from './plan-columns.ts';

interface PlanRowProps extends RowPosition {
  row: Row;
  state: PlanState;
  /** It would be written, but something has to be decided first. */
  undecided: boolean;
  narrow: boolean;
  /** Those shown, in their order. */
  columns: readonly ColumnSpec<PlanColumn>[];
  /** Folder that most keys lie in. */
  within: string;
  /** Absent where nothing can be decided any more. */
  onDecide: ((row: Row, decision: PlanDecision) => void) | undefined;
}

/** One key of a plan: where it leads now and then, what was found, what is done with it. */
export const PlanRow = memo(function PlanRow(props: PlanRowProps) {
  const { row, state, undecided, narrow, columns, within, onDecide, ...position } = props;
  const { t } = useTranslation('plans');
  const { key, kind, decision, outcome } = row;
  const name = toVisibleText(shorten(toKeyParts(key).name));
  const then = toThen(row);
  const decisions = listRowDecisions(row);
  const toLabel = (value: PlanDecision): string =>
    t(undecided && value === 'write' ? 'decision.undecided' : `decision.${value}`);
  const standing = onDecide === undefined ? t(toOutcomeText(outcome, state, decision)) : toLabel(decision);
  const move = toObjectMove(row);
  const moveText = move === undefined ? undefined : t(`rows.${move.id}`, { key: toVisibleText(move.key) });
  const change =
    moveText ?? `${toShown(key, row.now) ?? t('rows.gone')} → ${toShown(key, then) ?? t('rows.gone')}`;
  const control =
    onDecide === undefined ? (
      <OutcomeWord outcome={outcome}>{standing}</OutcomeWord>
    ) : decisions.length === 1 ? (
      <span className="text-12 text-ink-3">{standing}</span>
    ) : (
      // Keys of the list would move the row while somebody chooses.
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- keeps events of the control from the list
      <div
        className="w-full"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Select
          label={t('rows.decisionFor', { name })}
          labelHidden
          onValueChange={(next) => onDecide(row, next)}
          options={decisions.map((value) => ({ value, label: toLabel(value) }))}
          tabIndex={position.active ? 0 : -1}
          value={decision}
        />
      </div>
    );
  const cells: Record<PlanColumn, ReactNode> = {
    key: <KeyText value={key} within={within} />,
    change:
      moveText === undefined ? (
        <Change gone={t('rows.gone')} row={row} then={then} />
      ) : (
        <span data-tip={moveText}>{moveText}</span>
      ),
    findings: <FindingMark row={row} state={state} />,
    standing: control,
  };
  return (
    <GridRow
      {...position}
      className={narrow ? 'flex px-3' : planRowClass}
      name={t('rows.name', {
        key: toVisibleText(key),
        kind: t(toKindText(kind, state, outcome)),
        change,
        standing,
      })}
      open={false}
    >
      {narrow ? (
        <GridCell className="flex flex-1 flex-col gap-1">
          {cells.key}
          <span className="min-w-0 truncate text-12">{cells.change}</span>
          <span className="flex min-w-0 items-center justify-between gap-3">
            {cells.findings}
            <span className="w-32 shrink-0">{control}</span>
          </span>
        </GridCell>
      ) : (
        columns.map(({ id }) => (
          <GridCell className={id === 'change' ? 'truncate' : 'flex items-center'} key={id}>
            {cells[id]}
          </GridCell>
        ))
      )}
    </GridRow>
  );
});

/** A target without the folders that it shares with its link. */
function toShown(key: string, target: string | null): string | undefined {
  return target === null ? undefined : toVisibleText(toRelativeTarget(key, target));
}

function Change({ row: { key, now }, then, gone }: { row: Row; then: string | null; gone: string }) {
  if (now !== null && then !== null)
    return (
      <span data-tip={`${toVisibleText(now)} → ${toVisibleText(then)}`}>
        <KeyDiff after={toRelativeTarget(key, then)} before={toRelativeTarget(key, now)} />
      </span>
    );
  const only = then ?? now;
  if (only === null) return null;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1.5">
      {now === null ? <span className="text-ink-3">{gone}</span> : <KeyText leadsFrom={key} value={now} />}
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {then === null ? <span className="text-danger">{gone}</span> : <KeyText leadsFrom={key} value={then} />}
    </span>
  );
}

/** The worst of what was found, and how much more there is. Notes are told with the row. */
function FindingMark({ row: { findings, kind, outcome }, state }: { row: Row; state: PlanState }) {
  const { t } = useTranslation('plans');
  const toWords = useFindingWords();
  const told = findings.filter(({ level }) => level !== 'note');
  const [worst] = told;
  if (worst === undefined)
    return <span className="truncate text-12 text-ink-3">{t(toKindText(kind, state, outcome))}</span>;
  const { icon, ink } = findingMarks[worst.level];
  return (
    <span className={cx('inline-flex min-w-0 items-center gap-1.5 text-12', ink)}>
      <Icon className="shrink-0" name={icon} size={14} />
      <span className="truncate">{toWords(worst).title}</span>
      {told.length > 1 && (
        <span className="shrink-0 text-ink-3">{t('rows.more', { count: told.length - 1 })}</span>
      )}
    </span>
  );
}

const inks: Partial<Record<Row['outcome'], string>> = {
  applied: 'text-health-ok',
  failed: 'text-danger',
  drifted: 'text-caution',
  unknown: 'text-caution',
};

function OutcomeWord({ outcome, children }: { outcome: Row['outcome']; children: string }) {
  return <span className={cx('truncate text-12', inks[outcome] ?? 'text-ink-2')}>{children}</span>;
}
