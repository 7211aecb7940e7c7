import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';

/** What must be known of a connection before anything is done over it, in words. */
export function ConnectionMarks({ writable, production }: { writable: boolean; production: boolean }) {
  const { t } = useTranslation('connections');
  return (
    <>
      {production && <Mark className="border-danger text-danger">{t('mark.production')}</Mark>}
      <Mark className="border-line-strong text-ink-2">{t(writable ? 'mark.writable' : 'mark.readOnly')}</Mark>
    </>
  );
}

function Mark({ className, children }: { className: string; children: string }) {
  return (
    <span className={cx('rounded-full border px-2 text-12 font-medium whitespace-nowrap', className)}>
      {children}
    </span>
  );
}
