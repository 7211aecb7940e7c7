import type { Plan, PlanDecision, PlanRow } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { planPageSize, planQueries } from '../../../shared/queries/plan-queries.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { isFiltered, toRowFilter } from '../model/plan-filter.ts';
import type { PlanSearch } from '../model/plan-search.ts';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { PlanColumnMenu } from './plan-column-menu.tsx';
import { PlanGrid } from './plan-grid.tsx';
import { PlanReport } from './plan-report.tsx';
import { RowDialog } from './row-dialog.tsx';
import { RowFilters } from './row-filters.tsx';
import { useIsEditable } from '../use-is-editable.ts';

/** So many rows are read, not searched: filters would take more room than they do. */
const fewRows = 20;

interface PlanRowsProps {
  plan: Plan;
  /** Names of findings that were accepted. */
  accepted: ReadonlySet<string>;
  search: PlanSearch;
  onSearch: (search: PlanSearch, replace?: boolean) => void;
  edit: PlanMutations['edit'];
  /** The row whose details are open, by its place. */
  opened: number | undefined;
  onOpened: (row: number | undefined) => void;
}

/** Every key of a plan: a page of rows, worst first, narrowed by kind, finding, decision, outcome and text. */
export function PlanRows({ plan, accepted, search, onSearch, edit, opened, onOpened }: PlanRowsProps) {
  const { t } = useTranslation('plans');
  const narrow = useIsNarrow();
  const { connection, id, bucket, state, origin } = plan;
  const filter = toRowFilter(search);
  const page = useQuery(
    planQueries.rows(connection, id, { filter, follow: state === 'applying' || state === 'drafting' }),
  );
  const isEditable = useIsEditable(plan);
  const decide = isEditable
    ? (row: PlanRow, decision: PlanDecision): void => {
        if (!edit.isPending && decision !== row.decision)
          edit.mutate({ rows: { by: 'row', rows: [row.row] }, decision });
      }
    : undefined;
  const sent = edit.isPending && edit.variables.rows.by === 'row' ? edit.variables : undefined;
  const rows = (page.data?.items ?? []).map((row) =>
    sent !== undefined && sent.rows.by === 'row' && sent.rows.rows.includes(row.row)
      ? { ...row, decision: sent.decision }
      : row,
  );
  const shown = useLastRow(
    rows.find(({ row }) => row === opened),
    opened,
  );
  const { cursor: _cursor, ...filters } = search;
  const nextCursor = page.data?.nextCursor;
  return (
    <section aria-label={t('rows.title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-14 font-semibold">{t('rows.title')}</h2>
        {page.data !== undefined && (
          <output className="text-12 text-ink-3">{t('rows.total', { count: page.data.total })}</output>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-1">
          {plan.rows > 0 && state !== 'drafting' && <PlanReport connection={connection} plan={id} />}
          {!narrow && rows.length > 0 && <PlanColumnMenu />}
        </span>
      </div>
      {(plan.rows > fewRows || isFiltered(search)) && (
        <RowFilters onSearch={onSearch} plan={plan} search={search} />
      )}
      {page.isPending ? (
        <RowsSkeleton />
      ) : page.isError ? (
        <FailedState error={page.error} inline onRetry={() => void page.refetch()} title={t('rows.failed')} />
      ) : rows.length === 0 ? (
        <p className="rounded-lg border border-line px-3 py-4 text-13 text-ink-2">
          {t(isFiltered(search) ? 'rows.none' : 'rows.noneAtAll')}
        </p>
      ) : (
        <PlanGrid
          accepted={accepted}
          key={JSON.stringify(filter)}
          narrow={narrow}
          onDecide={decide}
          onOpen={({ row }) => onOpened(row)}
          rows={rows}
          state={state}
          within={origin.kind === 'folder-move' ? origin.prefix : ''}
        />
      )}
      <nav aria-label={t('rows.pages')} className="flex gap-2 empty:hidden">
        {search.cursor !== undefined && (
          <Button onClick={() => onSearch(filters)} size="small" variant="quiet">
            {t('rows.first')}
          </Button>
        )}
        {nextCursor !== undefined && (
          <Button onClick={() => onSearch({ ...filters, cursor: nextCursor })} size="small">
            {t('rows.next', { count: planPageSize })}
          </Button>
        )}
      </nav>
      {shown !== undefined && (
        <RowDialog
          bucket={bucket}
          connection={connection}
          onClose={() => onOpened(undefined)}
          onDecide={decide}
          row={shown}
          state={state}
        />
      )}
    </section>
  );
}

/** The row that is open, also once the list no longer has it: a decision may take it out of what is shown. */
function useLastRow(row: PlanRow | undefined, opened: number | undefined): PlanRow | undefined {
  const [last, setLast] = useState(row);
  if (row !== undefined && row !== last && !isSame(row, last)) setLast(row);
  if (opened === undefined) return undefined;
  return row ?? (last?.row === opened ? last : undefined);
}

function isSame(one: PlanRow, other: PlanRow | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function RowsSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5', 'w-1/3'].map((width) => (
        <div className="flex h-11 items-center border-b border-line px-3 last:border-0" key={width}>
          <Skeleton className={width} />
        </div>
      ))}
    </SkeletonFrame>
  );
}
