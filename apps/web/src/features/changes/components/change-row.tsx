import type { Change } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isChangeOpen, isDone } from '../../../shared/lib/change-standing.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/choice.tsx';
import { isSelected, withRows } from '../../../shared/ui/parts/selection.ts';
import { ChangeOutcome } from '../../../shared/ui/change-outcome.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { outcomeQueries } from '../../../shared/queries/outcome-queries.ts';
import type { ChangesSearch } from '../model/change-filter.ts';
import { canTick, type ChangeTicks } from '../model/change-ticks.ts';
import { ChangeDetails } from './change-details.tsx';
import { ChangeSteps } from './change-steps.tsx';
import { ClockTime } from './clock-time.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';
import { writesOfUndo } from '../../../shared/access/writes-of-undo.ts';

interface ChangeRowProps {
  change: Change;
  /** All that is recorded of it is shown from the start. */
  unfolded?: boolean;
  ticks: ChangeTicks;
  /** In a group, whose head names who and which plan. */
  grouped?: boolean;
}

/** One recorded write: when, who, what from and to, and the way back. It opens to all that is recorded. */
export function ChangeRow({ change: listed, ticks, unfolded = false, grouped = false }: ChangeRowProps) {
  const { t } = useTranslation('changes');
  const id = useId();
  const [open, setOpen] = useState(unfolded);
  const recorded = useQuery({
    ...outcomeQueries.one(listed.connection, listed.id),
    enabled: isChangeOpen(listed),
  });
  const change = isChangeOpen(listed) ? (recorded.data?.change ?? listed) : listed;
  const isTicked = isSelected(ticks.selection, change.id);
  const shownKey = toVisibleText(change.key);
  return (
    <li className={cx('px-3 py-2 text-13 sm:px-4', grouped && 'sm:pl-10')}>
      <div className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 sm:grid-cols-[1.5rem_5rem_minmax(0,1fr)_auto]">
        <span className="max-sm:row-span-2">
          {canTick(change) && (
            <Checkbox
              checked={isTicked}
              className="touch-target -mt-1"
              label={<span className="sr-only">{t('tick', { key: shownKey })}</span>}
              onChange={() => ticks.onSelect(withRows(ticks.selection, [change.id], !isTicked))}
            />
          )}
        </span>
        <span className="text-12 text-ink-2 max-sm:col-span-2">
          <ClockTime at={change.at} />
        </span>
        <div className="flex min-w-0 flex-col gap-0.5">
          <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <span className="font-medium">
              {t(`${isDone(change) ? 'action' : 'attempt'}.${change.action}`)}
            </span>
            <KeyLink change={change} />
            <ChangeOutcome change={change} className="text-12" />
            {change.undo.why === 'already-undone' && (
              <span className="text-12 text-ink-3">{t('standing.undone')}</span>
            )}
          </p>
          <p className="min-w-0">
            <ChangeSteps change={change} />
          </p>
          {!grouped && <Origin change={listed} />}
        </div>
        <div className="flex items-start gap-1 max-sm:flex-col max-sm:items-end">
          {change.undo.possible && <UndoLink change={change} />}
          <Button
            aria-controls={id}
            aria-expanded={open}
            aria-label={t('detail.toggle', { key: shownKey })}
            icon={open ? 'chevronDown' : 'chevronRight'}
            onClick={() => setOpen(!open)}
            size="small"
            variant="quiet"
          />
        </div>
      </div>
      <div id={id}>
        {open && (
          <>
            <ChangeDetails change={change} />
            {!change.undo.possible && (
              <p className="px-3 pt-1 text-12 text-ink-2">{t(`noUndo.${change.undo.why ?? 'unknown'}`)}</p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function UndoLink({ change: { connection, bucket, key, id } }: { change: Change }) {
  const { t } = useTranslation('changes');
  const denial = useDenial(connection)(writesOfUndo, { bucket, key });
  const label = t('undoNamed', { key: toVisibleText(key) });
  if (denial !== undefined)
    return (
      <Button aria-label={label} disabledReason={denial} size="small">
        {t('undo')}
      </Button>
    );
  return (
    <Link
      aria-label={label}
      className={buttonClass('outline', 'small')}
      params={{ connection }}
      search={(prev) => ({ ...(prev as ChangesSearch), dialog: 'undo' as const, change: id })}
      to="/c/$connection/changes"
    >
      {t('undo')}
    </Link>
  );
}

function KeyLink({ change: { connection, bucket, key } }: { change: Change }) {
  const folder = toParentPrefix(key);
  return (
    <Link
      className="touch-target flex max-w-full min-w-0 items-center hover:underline"
      params={{ connection, bucket }}
      search={{ ...(folder === '' ? {} : { prefix: folder }), key }}
      to="/c/$connection/b/$bucket"
    >
      <span className="shrink-0 text-ink-3">{bucket} /&nbsp;</span>
      <KeyText value={key} />
    </Link>
  );
}

/** Who wrote it, by which plan and why. */
function Origin({ change: { connection, actor, plan, reason } }: { change: Change }) {
  const { t } = useTranslation('changes');
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-3">
      <span>{t('by', { actor })}</span>
      {plan !== undefined && (
        <Link
          className="touch-target inline-flex items-center text-accent hover:underline"
          params={{ connection, plan: plan.id }}
          to="/c/$connection/plans/$plan"
        >
          {t('plan', { number: plan.number })}
        </Link>
      )}
      {reason !== undefined && <span className="wrap-anywhere">{t('reason', { reason })}</span>}
    </p>
  );
}
