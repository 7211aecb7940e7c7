import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../shared/ui/button.tsx';
import type { ObjectColumnMenuProps } from './object-column-menu.tsx';
import type { RowParts } from './row-parts.ts';

interface FolderColumnsProps extends Omit<ObjectColumnMenuProps, 'trigger'> {
  ColumnMenu: RowParts['ColumnMenu'];
}

/** Asks which columns are shown. The menu is loaded when somebody reaches for it. */
export function FolderColumns({ ColumnMenu, ...about }: FolderColumnsProps) {
  const { t } = useTranslation('objects');
  const [wanted, setWanted] = useState(false);
  const face = (
    <IconButton
      aria-haspopup="menu"
      icon="columns"
      label={t('action.columns')}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return face;
  return (
    <Suspense fallback={face}>
      <ColumnMenu {...about} trigger={face} />
    </Suspense>
  );
}
