import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon, type IconName } from './icon.tsx';

interface MenuProps {
  /** The button that opens it; must have a name. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  /** Open from the first moment: for menus that are loaded when they are asked for. */
  defaultOpen?: boolean;
}

/** The box of every menu. */
export const popupClass =
  'max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-surface-1 p-1 shadow-float outline-none';

export function Menu({ trigger, children, align = 'start', defaultOpen = false }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger as ReactElement<Record<string, unknown>>} />
      <Base.Portal container={findLandmark()}>
        <Base.Positioner align={align} className="z-40" sideOffset={4}>
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Menus belong to the page's main part; over a window they stay with it. */
export function findLandmark(): HTMLElement | undefined {
  const covered = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
  return covered ? undefined : (document.querySelector('main') ?? undefined);
}

const itemClass =
  'touch-target flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-13 outline-none select-none ' +
  'data-highlighted:bg-accent-soft data-popup-open:bg-accent-soft';

interface MenuItemProps {
  onClick?: () => void;
  icon?: IconName;
  /** A link instead of an action. */
  render?: ReactElement | undefined;
  /** Why it cannot be used now; it stays in the way of the arrow keys, so that the reason can be read. */
  disabledReason?: string | undefined;
  danger?: boolean;
  /** The key that does the same, at the right edge. */
  shortcut?: ReactNode;
  children: ReactNode;
}

export function MenuItem({
  onClick,
  icon,
  render,
  disabledReason,
  danger = false,
  shortcut,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      className={cx(itemClass, danger ? 'text-danger' : 'text-ink-1')}
      disabled={disabledReason !== undefined}
      onClick={onClick}
      {...(render === undefined ? {} : { render: render as ReactElement<Record<string, unknown>> })}
    >
      {icon !== undefined && <Icon className="text-ink-3" name={icon} />}
      {disabledReason === undefined ? (
        children
      ) : (
        <span className="max-w-56">
          <span className="opacity-55">{children}</span>
          <span className="block text-12 text-ink-2">{disabledReason}</span>
        </span>
      )}
      {shortcut !== undefined && shortcut !== false && (
        <span aria-hidden="true" className="ml-auto pl-4">
          {shortcut}
        </span>
      )}
    </Base.Item>
  );
}

/** A menu beside its item. */
export function Submenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={cx(itemClass, 'text-ink-1')}>
        {label}
        <Icon className="ml-auto text-ink-3" name="chevronRight" size={14} />
      </Base.SubmenuTrigger>
      <Base.Portal container={findLandmark()}>
        <Base.Positioner className="z-40" sideOffset={2}>
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-1.5 pb-1 text-12 text-ink-3">{children}</p>;
}
