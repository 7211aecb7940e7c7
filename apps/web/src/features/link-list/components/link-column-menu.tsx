import { useTranslation } from 'react-i18next';
import { ColumnMenu } from '../../../shared/ui/parts/column-menu.tsx';
import { useColumns } from '../../../shared/ui/parts/use-columns.ts';
import { linkColumnStore } from './link-columns.ts';

/** Which columns of the list are shown. */
export function LinkColumnMenu() {
  const { t } = useTranslation('links');
  return (
    <ColumnMenu
      columns={useColumns(linkColumnStore)}
      labels={{
        bucket: t('column.bucket'),
        key: t('column.key'),
        leadsTo: t('column.leadsTo'),
        health: t('column.health'),
        changed: t('column.changed'),
        remedy: t('column.remedy'),
      }}
    />
  );
}
