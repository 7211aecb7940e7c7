import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Menu, MenuItem, MenuSeparator } from '../menu.tsx';
import { ActorBadge, type ActorKind } from './actor-badge.tsx';

interface UserMenuProps {
  name: string;
  kind?: ActorKind;
  /** What the account may do, or where it comes from. */
  detail?: string;
  /** Absent where nobody signs in. */
  onSignOut?: () => void;
  /** Menu items: settings, tokens. */
  children?: ReactNode;
}

/** Who is signed in, and what belongs to the account. */
export function UserMenu({ name, kind = 'person', detail, onSignOut, children }: UserMenuProps) {
  const { t } = useTranslation('parts');
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('user.menu', { name })} className="max-w-48" variant="quiet">
          <span className="truncate">{name}</span>
          <Icon name="chevronDown" size={12} />
        </Button>
      }
    >
      <div className="flex max-w-64 flex-col px-2 py-1.5">
        <ActorBadge kind={kind} name={name} />
        {detail !== undefined && <span className="text-12 text-ink-3">{detail}</span>}
      </div>
      {children !== undefined && (
        <>
          <MenuSeparator />
          {children}
        </>
      )}
      {onSignOut !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem onClick={onSignOut}>{t('user.signOut')}</MenuItem>
        </>
      )}
    </Menu>
  );
}
