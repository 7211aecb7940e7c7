import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Button } from '../button.tsx';

export interface TrayCount {
  id: string;
  count: number;
  /** What is counted, without the number: "repointed". */
  label: string;
  /** Something real is lost. */
  danger?: boolean;
}

interface TrayProps {
  /** What is staged: "1 move staged, nothing written". */
  title: ReactNode;
  counts: readonly TrayCount[];
  /** The verb with its number: "Review 9 changes …". */
  review: string;
  onReview: () => void;
  /** Why a review makes no sense yet. */
  reviewReason?: string;
  onDiscard: () => void;
}

/** What is staged and not written, at the lower edge of what scrolls. Drawn by its caller while there is something. */
export function Tray({ title, counts, review, onReview, reviewReason, onDiscard }: TrayProps) {
  const { t, i18n } = useTranslation('parts');
  return (
    <section
      aria-label={t('tray.label')}
      className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t-2 border-accent bg-surface-1 px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] shadow-float"
    >
      <div aria-live="polite" className="flex min-w-0 flex-wrap items-baseline gap-x-4 text-13">
        <p className="font-medium">{title}</p>
        <ul className="flex flex-wrap gap-x-3 text-12">
          {counts.map(({ id, count, label, danger = false }) => (
            <li className={cx(danger && count > 0 ? 'font-medium text-danger' : 'text-ink-2')} key={id}>
              {count.toLocaleString(i18n.language)} {label}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button onClick={onDiscard} variant="quiet">
          {t('tray.discard')}
        </Button>
        <Button
          onClick={onReview}
          variant="primary"
          {...(reviewReason === undefined ? {} : { disabledReason: reviewReason })}
        >
          {review}
        </Button>
      </div>
    </section>
  );
}
