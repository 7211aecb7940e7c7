import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';

/** All rows of a plan as a file: what was planned, what became of it, by which request. */
export function PlanReport({ connection, plan }: { connection: string; plan: string }) {
  const { t } = useTranslation('plans');
  return (['csv', 'json'] as const).map((format) => (
    <a
      className={buttonClass('quiet', 'small')}
      data-tip={t('report.meaning')}
      download
      href={toOperationUrl('exportPlanRows', { connection, plan, format })}
      key={format}
    >
      {t(`report.${format}`)}
    </a>
  ));
}
