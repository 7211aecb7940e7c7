import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-5 rounded-sm border border-line bg-surface-2 px-1 text-center font-mono text-12 text-ink-2">
      {children}
    </kbd>
  );
}
