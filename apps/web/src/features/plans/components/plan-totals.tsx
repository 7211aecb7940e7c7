import type { Plan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { rowKinds } from '../model/plan-filter.ts';
import { toKindText } from '../model/plan-words.ts';

interface PlanTotalsProps {
  plan: Plan;
  onShow: (kind: string) => void;
}

/** How many links of each kind a plan holds; each number shows its rows. */
export function PlanTotals({ plan: { kinds, state }, onShow }: PlanTotalsProps) {
  const { t, i18n } = useTranslation('plans');
  return (
    <ul aria-label={t('totals')} className="flex flex-wrap gap-2">
      {rowKinds
        .filter((kind) => (kinds[kind] ?? 0) > 0)
        .map((kind) => (
          <li key={kind}>
            <button
              className="touch-target flex min-w-20 flex-col items-start rounded-lg border border-line px-3 py-1.5 text-left hover:border-line-strong hover:bg-surface-2"
              onClick={() => onShow(kind)}
              type="button"
            >
              <span
                className={cx(
                  'text-16 font-semibold',
                  (kind === 'missing' || kind === 'removed') && 'text-danger',
                )}
              >
                {(kinds[kind] ?? 0).toLocaleString(i18n.language)}
              </span>{' '}
              <span className="text-12 text-ink-2">{t(toKindText(kind, state))}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}
