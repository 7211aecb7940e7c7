import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { getBasePath } from '../../shared/lib/base-path.ts';
import { Menu, MenuItem } from '../../shared/ui/menu.tsx';
import type { NavItem } from './nav-item.ts';

export interface NavMoreMenuProps {
  connection: string;
  items: readonly NavItem[];
  trigger: ReactElement;
}

export function NavMoreMenu({ connection, items, trigger }: NavMoreMenuProps) {
  const { t } = useTranslation('shell');
  return (
    <Menu align="end" defaultOpen trigger={trigger}>
      {items.map((item) => (
        <MenuItem icon={item.icon} key={item.to} render={<Link params={{ connection }} to={item.to} />}>
          {t(`place.${item.name}`)}
        </MenuItem>
      ))}
      {/* In the header it has no room on a phone. */}
      <MenuItem icon="person" render={<a aria-label={t('account')} href={`${getBasePath()}account`} />}>
        {t('account')}
      </MenuItem>
    </Menu>
  );
}
