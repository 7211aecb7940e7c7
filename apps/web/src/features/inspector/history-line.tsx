import type { Change, KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { isChangeOpen } from '../../shared/lib/change-standing.ts';
import { findLastWrite, toSwap } from '../../shared/lib/last-write.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ChangeOutcome } from '../../shared/ui/change-outcome.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import type { WriteSearch } from './action-bar.tsx';
import { useDenial } from '../../shared/access/use-denial.ts';
import { writesOfUndo } from '../../shared/access/writes-of-undo.ts';

interface HistoryLineProps {
  view: KeyView;
  onWrite: (search: WriteSearch) => void;
}

/** Enough to look past writes that failed. */
const newest = '5';

/** Who wrote the key last, when, and what it was before: the first question about a link that does not work. */
export function HistoryLine({ view, onWrite }: HistoryLineProps) {
  const { t } = useTranslation('inspector');
  const { connection, bucket, key, state } = view;
  const denial = useDenial(connection)(writesOfUndo, { bucket, key });
  const changes = useQuery(changeQueries.page(connection, { bucket, key, limit: newest }));
  // Nothing is said before it is known, nor where the change log cannot be read: the timeline says why.
  if (changes.data === undefined) return null;
  const last = findLastWrite(changes.data.items, state);
  if (last.change === undefined)
    return last.at === undefined ? null : (
      <p className="text-12 text-ink-2">
        {t('history.written')} <RelativeTime at={last.at} worded /> {t('history.outside')}
      </p>
    );
  const { change } = last;
  return (
    <div className="flex flex-col gap-0.5 text-12 text-ink-2">
      <p className="flex flex-wrap items-center gap-x-1.5">
        <span>
          {t(state.kind === 'absent' ? 'history.deleted' : 'history.written')}{' '}
          <RelativeTime at={change.at} worded /> {t('timeline.by', { actor: change.actor })}
        </span>
        {isChangeOpen(change) && <ChangeOutcome change={change} />}
        {change.undo.possible && (
          <Button
            className="-my-0.5"
            disabledReason={denial}
            icon="undo"
            onClick={() => onWrite({ dialog: 'undo', change: change.id })}
            size="small"
            variant="quiet"
          >
            {t('timeline.undo')}
          </Button>
        )}
        {change.undo.possible || change.undo.why === 'outcome-open' || (
          <span className="text-ink-3">{t(`timeline.noUndo.${change.undo.why ?? 'unknown'}`)}</span>
        )}
      </p>
      <Before change={change} />
    </div>
  );
}

/** What the last write changed, and why, as far as it says so. */
function Before({ change }: { change: Change }) {
  const { t } = useTranslation('inspector');
  const { before, intended, reason } = change;
  const swap =
    before.kind === 'link' && intended !== null ? toSwap(before.link.target, intended.target) : undefined;
  if (before.kind !== 'link' && reason === undefined) return null;
  return (
    <p className="flex min-w-0 flex-wrap gap-x-1.5">
      {before.kind === 'link' && (
        <span className="inline-flex min-w-0 max-w-full gap-x-1.5">
          {swap === undefined ? (
            <>
              {t('history.was')} <KeyText value={before.link.target} />
            </>
          ) : (
            <span className="font-mono">
              {swap.from}
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> {t('timeline.then')} </span>
              {swap.to}
            </span>
          )}
        </span>
      )}
      {reason !== undefined && <span className="min-w-0 wrap-anywhere">{reason}</span>}
    </p>
  );
}
