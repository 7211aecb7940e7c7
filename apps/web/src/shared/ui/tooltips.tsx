import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, useId, useState, type RefObject } from 'react';
import { toTipTarget, type TipTarget } from './tip-target.ts';

/** Milliseconds that a pointer rests, or a finger presses, before a tip is shown. */
const hoverDelay = 400;
const pressDelay = 500;

/** The tips of the page, one at a time. `last`: what happened while this was being loaded. */
export function Tooltips({ last }: { last: RefObject<Event | undefined> }) {
  const id = useId();
  const [shown, setShown] = useState<TipTarget>();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** A finger is down: what moves under a resting mouse meanwhile is no wish of anybody. */
    let isPressed = false;
    const hide = (): void => {
      clearTimeout(timer);
      setShown(undefined);
    };
    const showAfter = (target: TipTarget | undefined, delay: number): void => {
      clearTimeout(timer);
      if (target === undefined) setShown(undefined);
      else timer = setTimeout(() => setShown(target), delay);
    };
    const onEvent = (event: Event): void => {
      const { target } = event;
      if (!(target instanceof Element) || target.closest('[role="tooltip"]') !== null) return;
      switch (event.type) {
        case 'pointerover':
          if ((event as PointerEvent).pointerType === 'mouse' && !isPressed)
            showAfter(toTipTarget(target), hoverDelay);
          return;
        case 'pointerdown':
          // A press of the mouse uses the control; a finger that stays asks for its tip.
          isPressed = (event as PointerEvent).pointerType !== 'mouse';
          if (isPressed) showAfter(toTipTarget(target), pressDelay);
          else hide();
          return;
        case 'pointerup':
        case 'pointercancel':
          isPressed = false;
          clearTimeout(timer);
          return;
        case 'focusin':
          if (target.matches(':focus-visible')) showAfter(toTipTarget(target, true), hoverDelay);
          return;
        case 'keydown':
          // Esc takes the tip away first and nothing else.
          if ((event as KeyboardEvent).key === 'Escape') hide();
          return;
        default:
          hide();
      }
    };
    if (last.current !== undefined) onEvent(last.current);
    const types =
      'pointerover pointerdown pointerup pointercancel focusin focusout keydown scroll contextmenu blur'.split(
        ' ',
      );
    for (const type of types) addEventListener(type, onEvent, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const type of types) removeEventListener(type, onEvent, { capture: true });
    };
  }, [last]);

  // Read with the control that has the focus, unless that says the same already.
  useEffect(() => {
    const element = shown?.element;
    if (shown === undefined || element !== document.activeElement) return undefined;
    if (element.ariaLabel === shown.text || element.hasAttribute('aria-describedby')) return undefined;
    element.setAttribute('aria-describedby', id);
    return () => element.removeAttribute('aria-describedby');
  }, [shown, id]);

  return (
    <Tooltip.Root onOpenChange={(open) => open || setShown(undefined)} open={shown !== undefined}>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={shown?.element ?? null}
          className="z-60 max-w-[min(32rem,calc(100vw-1rem))]"
          side="top"
          sideOffset={6}
        >
          <Tooltip.Popup
            className="rounded-md border border-line-strong bg-surface-1 px-2 py-1 text-12 wrap-anywhere whitespace-pre-line text-ink-1 shadow-float"
            id={id}
            role="tooltip"
          >
            {shown?.text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
