import type { Connection } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';

const markClass = 'rounded-full border px-2 text-12 font-medium';

/** What must be known of a connection before anything is done over it. On a phone, a line of its own. */
export function ConnectionMarks({ connection: { demo, production, readOnly } }: { connection: Connection }) {
  const { t } = useTranslation(['shell', 'access']);
  return (
    <div className="flex shrink-0 gap-1 max-sm:order-last max-sm:w-full max-sm:px-3 max-sm:pb-1.5">
      {demo && (
        <span className={cx(markClass, 'border-caution text-caution')} data-tip={t('demo.meaning')}>
          {t('demo.mark')}
        </span>
      )}
      {production && (
        <span className={cx(markClass, 'border-danger text-danger')} data-tip={t('access:mark.production')}>
          {t('mark.production')}
        </span>
      )}
      {readOnly && (
        <span className={cx(markClass, 'border-line-strong text-ink-2')} data-tip={t('access:mark.readOnly')}>
          {t('mark.readOnly')}
        </span>
      )}
    </div>
  );
}
