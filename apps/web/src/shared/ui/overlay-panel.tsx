import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { isRepeatedClick } from './dialog-presses.ts';

interface OverlayPanelProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel over the page where there is no room beside it: the whole screen on a phone. It brings its own head. */
export function OverlayPanel({ label, onClose, children }: OverlayPanelProps) {
  return (
    <Base.Root
      onOpenChange={(open, { event }) => {
        // A double click on a row opens the panel and does not close it again.
        if (!open && !isRepeatedClick(event)) onClose();
      }}
      open
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-20 bg-backdrop" />
        <Base.Popup
          aria-label={label}
          className="fixed inset-0 z-20 flex flex-col bg-surface-1 shadow-float outline-none sm:left-auto sm:w-[min(28rem,100vw)] sm:border-l sm:border-line"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
