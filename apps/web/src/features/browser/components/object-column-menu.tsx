import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnMenu } from '../../../shared/ui/parts/column-menu.tsx';
import { useColumns } from '../../../shared/ui/parts/use-columns.ts';
import { objectColumnStore } from './grid-columns.ts';

export interface ObjectColumnMenuProps {
  trigger: ReactElement;
  /** No links in the bucket: nothing to say of them. */
  linksUnsupported: boolean;
  /** All of the folder is loaded. */
  whole: boolean;
}

/** Which columns of a folder are shown, and what it can be sorted by. */
export function ObjectColumnMenu({ trigger, linksUnsupported, whole }: ObjectColumnMenuProps) {
  const { t } = useTranslation(['objects', 'parts']);
  return (
    <ColumnMenu
      columns={useColumns(objectColumnStore)}
      labels={{
        ...(linksUnsupported ? {} : { points: t('column.points'), health: t('column.health') }),
        size: t('column.size'),
        class: t('column.class'),
        changed: t('column.changed'),
      }}
      note={whole ? t('parts:columns.sorting') : t('column.partly')}
      trigger={trigger}
    />
  );
}
