import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem } from '../../../shared/ui/menu.tsx';

export interface FolderMoreMenuProps {
  trigger: ReactElement;
  /** Why nothing can be uploaded. */
  disabledReason: string | undefined;
  onRefresh: () => void;
  onUpload: () => void;
}

export function FolderMoreMenu({ trigger, disabledReason, onRefresh, onUpload }: FolderMoreMenuProps) {
  const { t } = useTranslation('objects');
  return (
    <Menu align="end" defaultOpen trigger={trigger}>
      <MenuItem disabledReason={disabledReason} icon="up" onClick={onUpload}>
        {t('action.upload')}
      </MenuItem>
      <MenuItem icon="retry" onClick={onRefresh}>
        {t('action.refresh')}
      </MenuItem>
    </Menu>
  );
}
