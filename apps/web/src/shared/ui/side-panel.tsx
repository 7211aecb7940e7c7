import { lazy, Suspense, type ReactNode } from 'react';
import { useChoice } from '../hooks/use-choice.ts';
import { panelWidth } from '../lib/panel-width.ts';

const PanelGrip = lazy(async () => ({ default: (await import('./panel-grip.tsx')).PanelGrip }));

/** A panel along the right edge whose width is set by pointer or arrows, and remembered. */
export function SidePanel({ children }: { children: ReactNode }) {
  const width = Number(useChoice(panelWidth));
  return (
    <div
      className="relative flex min-h-0 max-w-[60%] shrink-0 border-l border-line bg-surface-1"
      style={{ width }}
    >
      <Suspense fallback={null}>
        <PanelGrip width={width} />
      </Suspense>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
