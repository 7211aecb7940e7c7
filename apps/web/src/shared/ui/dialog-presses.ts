import { useRef, type KeyboardEvent, type MouseEvent } from 'react';

const controls = 'button, a';

/** Tells the second click of a double click, which belongs to what the first one hit. */
export function isRepeatedClick(event: Event): boolean {
  return event.type === 'click' && (event as globalThis.MouseEvent).detail > 1;
}

interface PressGuard {
  onClickCapture: (event: MouseEvent) => void;
  onKeyDownCapture: (event: KeyboardEvent) => void;
}

/**
 * Keeps one press from acting twice in a window whose controls change under it: the second click of a double click
 * acts only on the control that the first one hit, and a held key presses no button.
 */
export function usePressGuard(): PressGuard {
  const pressed = useRef<Element | null>(null);
  return {
    onClickCapture(event) {
      const control = toControl(event.target);
      if (!isRepeatedClick(event.nativeEvent)) {
        pressed.current = control;
      } else if (control !== null && control !== pressed.current) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    onKeyDownCapture(event) {
      const presses = event.key === 'Enter' || event.key === ' ';
      if (presses && event.repeat && toControl(event.target) !== null) event.preventDefault();
    },
  };
}

function toControl(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest(controls) : null;
}
