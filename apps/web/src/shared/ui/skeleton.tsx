import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';

/** One grey bar where text will stand. Shows after 150 ms, so that fast answers do not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('breathe block h-3 rounded-sm bg-surface-3', className)} />;
}

/** Wraps the skeleton of a real layout; says once to screen readers that something is loading. */
export function SkeletonFrame({ children, className }: { children: React.ReactNode; className?: string }) {
  const { t } = useTranslation();
  return (
    <output aria-busy="true" className={cx('appear-late block', className)}>
      <span className="sr-only">{t('state.loading')}</span>
      {children}
    </output>
  );
}
