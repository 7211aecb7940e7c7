import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface StateFrameProps {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** What this is, and the one thing to do. */
export function EmptyState({ icon, title, children, action }: StateFrameProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-surface-2 text-ink-3">
        <Icon name={icon} size={20} />
      </span>
      <p className="text-14 font-medium">{title}</p>
      {children !== undefined && <div className="text-13 text-balance text-ink-2">{children}</div>}
      {action}
    </div>
  );
}
