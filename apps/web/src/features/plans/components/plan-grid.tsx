import type { PlanDecision, PlanRow as Row, PlanState } from '@signpost/api-contract';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { ColumnHead } from '../../../shared/ui/parts/column-head.tsx';
import { useColumns } from '../../../shared/ui/parts/use-columns.ts';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import { isUndecided } from '../model/row-choices.ts';
import { planColumnStore, planRowClass, type PlanColumn } from './plan-columns.ts';
import { PlanRow } from './plan-row.tsx';

interface PlanGridProps {
  rows: readonly Row[];
  state: PlanState;
  /** Names of findings that were accepted. */
  accepted: ReadonlySet<string>;
  narrow: boolean;
  /** Folder that the keys lie in. */
  within: string;
  onOpen: (row: Row) => void;
  /** Absent where nothing can be decided any more. */
  onDecide: ((row: Row, decision: PlanDecision) => void) | undefined;
}

const toId = ({ row }: Row): string => String(row);

/** Rows of a plan. It is as high as its rows, up to the height of most of the window. */
export function PlanGrid({ rows, state, accepted, narrow, within, onOpen, onDecide }: PlanGridProps) {
  const { t } = useTranslation('plans');
  const columns = useColumns(planColumnStore);
  const labels: Record<PlanColumn, string> = {
    key: t('rows.key'),
    change: t('rows.change'),
    findings: t('rows.findings'),
    standing: t(onDecide === undefined ? 'rows.outcome' : 'rows.decision'),
  };
  const rowHeight = narrow ? 104 : 44;
  return (
    <div
      className="flex flex-col overflow-hidden rounded-lg border border-line"
      style={
        {
          '--columns': columns.template,
          height: `min(${rows.length * rowHeight + 34}px, 70vh)`,
        } as CSSProperties
      }
    >
      <VirtualGrid
        columns={narrow ? 1 : columns.shown.length}
        header={
          narrow ? (
            <GridHead className="px-3 py-1.5">
              <GridColumn>{labels.key}</GridColumn>
            </GridHead>
          ) : (
            <GridHead className={planRowClass}>
              {columns.shown.map((spec) => (
                <ColumnHead columns={columns} key={spec.id} label={labels[spec.id]} spec={spec} />
              ))}
            </GridHead>
          )
        }
        label={t('rows.label')}
        onOpen={onOpen}
        openId={undefined}
        renderRow={(row, position) => (
          <PlanRow
            {...position}
            columns={columns.shown}
            key={toId(row)}
            narrow={narrow}
            onDecide={onDecide}
            row={row}
            state={state}
            undecided={isUndecided(row, accepted)}
            within={within}
          />
        )}
        rowHeight={rowHeight}
        rows={rows}
        toId={toId}
      />
    </div>
  );
}
