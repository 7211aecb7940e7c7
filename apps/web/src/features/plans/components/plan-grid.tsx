import type { PlanDecision, PlanRow as Row } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import { planColumns } from './plan-columns.ts';
import { PlanRow } from './plan-row.tsx';

interface PlanGridProps {
  rows: readonly Row[];
  narrow: boolean;
  /** Folder that the keys lie in. */
  within: string;
  onOpen: (row: Row) => void;
  /** Absent where nothing can be decided any more. */
  onDecide: ((row: Row, decision: PlanDecision) => void) | undefined;
}

const toId = ({ row }: Row): string => String(row);

/** Rows of a plan. It is as high as its rows, up to the height of most of the window. */
export function PlanGrid({ rows, narrow, within, onOpen, onDecide }: PlanGridProps) {
  const { t } = useTranslation('plans');
  const rowHeight = narrow ? 104 : 44;
  return (
    <div
      className="flex flex-col overflow-hidden rounded-lg border border-line"
      style={{ height: `min(${rows.length * rowHeight + 34}px, 70vh)` }}
    >
      <VirtualGrid
        columns={narrow ? 1 : 4}
        header={
          narrow ? (
            <GridHead className="px-3 py-1.5">
              <GridColumn>{t('rows.key')}</GridColumn>
            </GridHead>
          ) : (
            <GridHead className={`${planColumns} py-1.5`}>
              <GridColumn>{t('rows.key')}</GridColumn>
              <GridColumn>{t('rows.change')}</GridColumn>
              <GridColumn>{t('rows.findings')}</GridColumn>
              <GridColumn>{t(onDecide === undefined ? 'rows.outcome' : 'rows.decision')}</GridColumn>
            </GridHead>
          )
        }
        label={t('rows.label')}
        onOpen={onOpen}
        openId={undefined}
        renderRow={(row, position) => (
          <PlanRow
            {...position}
            key={toId(row)}
            narrow={narrow}
            onDecide={onDecide}
            row={row}
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
