import { useTranslation } from 'react-i18next';
import { ColumnMenu } from '../../../shared/ui/parts/column-menu.tsx';
import { useColumns } from '../../../shared/ui/parts/use-columns.ts';
import { planColumnStore } from './plan-columns.ts';

/** Which columns of the rows are shown. */
export function PlanColumnMenu() {
  const { t } = useTranslation('plans');
  return (
    <ColumnMenu
      columns={useColumns(planColumnStore)}
      labels={{
        key: t('rows.key'),
        change: t('rows.change'),
        findings: t('rows.findings'),
        standing: t('rows.decision'),
      }}
    />
  );
}
