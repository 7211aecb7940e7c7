import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { IconButton } from './button.tsx';
import { isRepeatedClick, usePressGuard } from './dialog-presses.ts';
import { useSteadyPopup } from './use-steady-popup.ts';

interface DialogProps {
  open: boolean;
  /** Called when Esc, the backdrop or the cross asks to close; the caller decides. */
  onClose: () => void;
  title: ReactNode;
  /** Right of the title: steps, a mark. */
  aside?: ReactNode;
  description?: ReactNode;
  /** Stays in view at the lower edge. */
  footer?: ReactNode;
  /**
   * `small`: a question, centred. `large`: the write dialog, centred, a full screen on a phone.
   * `side`: along the right edge, a full screen on a phone. `bottom`: from the lower edge.
   */
  shape?: 'small' | 'large' | 'side' | 'bottom';
  /** Without it the first field of the body, else the first button of the footer. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Something was sent and is on its way: a press beside the window closes nothing, nor does it in the second after. */
  busy?: boolean;
  /** Something is on its way: the window gets no smaller than it was. */
  steady?: boolean;
  children: ReactNode;
}

const shapes = {
  small:
    'top-[12vh] left-1/2 max-h-[76vh] min-h-[min(var(--floor,0px),76vh)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 rounded-xl',
  large:
    'inset-0 sm:inset-auto sm:top-[6vh] sm:left-1/2 sm:max-h-[88vh] sm:min-h-[min(var(--floor,0px),88vh)] sm:w-[min(60rem,calc(100vw-3rem))] sm:-translate-x-1/2 sm:rounded-xl',
  side: 'inset-0 sm:left-auto sm:w-[min(28rem,100vw)] sm:border-l',
  bottom: 'inset-x-0 bottom-0 max-h-[85vh] rounded-t-xl',
} as const;

/** What is typed or picked in. A choice of several is none: an arrow key would change it. */
const fields =
  'input:not(:disabled, [type=radio], [type=checkbox]), select:not(:disabled), textarea:not(:disabled)';

/** A window over the page that takes the keyboard and gives it back. Small and large dialogs are the same component in two shapes. */
export function Dialog({
  open,
  onClose,
  title,
  aside,
  description,
  footer,
  shape = 'small',
  initialFocus,
  busy = false,
  steady = false,
  children,
}: DialogProps) {
  const { t } = useTranslation();
  const presses = usePressGuard();
  const { ref, isCalm } = useSteadyPopup({ busy, steady });
  const body = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLElement>(null);
  // A finger has to ask for the keyboard itself: it would cover half of the dialog.
  const focusFirst = (by: string): HTMLElement | true => {
    const field = by === 'touch' ? undefined : body.current?.querySelector<HTMLElement>(fields);
    return field ?? foot.current?.querySelector<HTMLElement>('button') ?? true;
  };
  return (
    <Base.Root
      onOpenChange={(next, { reason, event }) => {
        const beside = reason === 'outside-press';
        if (!next && !(beside && (isRepeatedClick(event) || !isCalm()))) onClose();
      }}
      open={open}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-backdrop transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={cx(
            // In a very low window, such as at a zoom of 200 %, the head scrolls away with the rest; what gets the focus
            // comes to stand above the footer.
            'fixed z-30 flex flex-col overflow-hidden short:scroll-pb-24 short:overflow-y-auto border border-line bg-surface-1 shadow-float outline-none',
            'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
            shapes[shape],
          )}
          initialFocus={initialFocus ?? focusFirst}
          ref={ref}
          {...presses}
        >
          <header className="flex shrink-0 items-center gap-3 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="flex min-w-0 flex-1 items-baseline gap-2 text-16 font-semibold">
              {title}
            </Base.Title>
            {aside}
            <IconButton icon="close" label={t('action.close')} onClick={onClose} />
          </header>
          {description !== undefined && (
            <Base.Description className="px-4 pt-3 text-13 text-ink-2">{description}</Base.Description>
          )}
          <div
            // Holds what is placed absolutely in it, such as hidden labels: else the popup itself would scroll.
            className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain p-4 short:min-h-fit short:overflow-visible"
            ref={body}
          >
            {children}
          </div>
          {footer !== undefined && (
            <footer
              className="sticky bottom-0 flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line bg-surface-1 px-4 py-3"
              ref={foot}
            >
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
