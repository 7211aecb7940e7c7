import { Menu as Base } from '@base-ui/react/menu';
import { useEffect, useState, type ReactNode } from 'react';
import { findLandmark, popupClass } from './menu.tsx';

interface ContextMenuProps {
  /** Name for screen readers. */
  label: string;
  /** Where it was asked for, in the window; `height` is of what it must not cover. */
  at: { x: number; y: number; height?: number };
  /** Takes the focus when the menu goes. */
  from: HTMLElement | null;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point, open for as long as it is drawn: its caller takes it away. */
export function ContextMenu({ label, at, from, onClose, children }: ContextMenuProps) {
  // Its point belongs to the window as it was, and may lie outside of a narrower one.
  const [width] = useState(() => window.innerWidth);
  useEffect(() => {
    const onResize = (): void => {
      if (window.innerWidth !== width) onClose();
    };
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, [onClose, width]);
  return (
    <Base.Root
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
    >
      <Base.Portal container={findLandmark()}>
        <Base.Positioner
          align="start"
          anchor={{ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, at.height ?? 0) }}
          className="z-40"
          side="bottom"
        >
          <Base.Popup aria-label={label} className={popupClass} finalFocus={() => from}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
