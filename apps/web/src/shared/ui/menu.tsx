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

export function Menu({ trigger, children, align = 'start', defaultOpen = false }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger as ReactElement<Record<string, unknown>>} />
      <Base.Portal>
        <Base.Positioner align={align} className="z-40" sideOffset={4}>
          <Base.Popup className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-surface-1 p-1 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  'touch-target flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-13 text-ink-1 outline-none select-none ' +
  'data-disabled:opacity-55 data-highlighted:bg-accent-soft';

interface MenuItemProps {
  onClick?: () => void;
  icon?: IconName;
  /** A link instead of an action. */
  render?: ReactElement;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({
  onClick,
  icon,
  render,
  disabled = false,
  danger = false,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      className={cx(itemClass, danger && 'text-danger')}
      disabled={disabled}
      onClick={onClick}
      {...(render === undefined ? {} : { render: render as ReactElement<Record<string, unknown>> })}
    >
      {icon !== undefined && <Icon className="text-ink-3" name={icon} />}
      {children}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-1.5 pb-1 text-12 text-ink-3">{children}</p>;
}
