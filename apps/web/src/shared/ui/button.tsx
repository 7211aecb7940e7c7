import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonVariant = 'primary' | 'outline' | 'quiet' | 'danger' | 'outline-danger';

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-100 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 disabled:cursor-not-allowed disabled:opacity-55';

const variants: Record<ButtonVariant, string> = {
  primary:
    'primary-action border-transparent bg-accent text-accent-ink not-aria-disabled:hover:bg-accent-hover',
  outline: 'border-line-strong bg-surface-1 text-ink-1 not-aria-disabled:hover:bg-surface-2',
  quiet:
    'border-transparent text-ink-2 not-aria-disabled:hover:bg-surface-3 not-aria-disabled:hover:text-ink-1',
  danger: 'border-transparent bg-danger text-surface-1 not-aria-disabled:hover:opacity-90',
  'outline-danger': 'border-danger text-danger not-aria-disabled:hover:bg-danger-soft',
};

const sizes = { small: 'h-7 px-2 text-12', medium: 'h-8 px-3 text-13', large: 'h-10 px-4 text-14' };

export function buttonClass(variant: ButtonVariant = 'outline', size: keyof typeof sizes = 'medium'): string {
  return cx(base, variants[variant], sizes[size], 'touch-target');
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'title'> {
  'data-tip'?: string | undefined;
  variant?: ButtonVariant;
  size?: keyof typeof sizes;
  icon?: IconName;
  /** Work is under way: the button keeps its place and its focus, and does nothing. */
  pending?: boolean;
  /** Why the button cannot be used now. It stays focusable, so that the reason can be read. */
  disabledReason?: string | undefined;
  /** It was pressed although it cannot be used now: the place to show what is in the way. */
  onInertPress?: () => void;
}

/** A button labelled with an action and its object. Never disabled without saying why. */
export function Button({
  variant = 'outline',
  size = 'medium',
  icon,
  pending = false,
  disabledReason,
  onInertPress,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const { t } = useTranslation();
  const reasonId = useId();
  const inert = pending || disabledReason !== undefined;
  return (
    <button
      {...rest}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reasonId}
      aria-disabled={inert || undefined}
      className={cx(buttonClass(variant, size), className)}
      onClick={
        inert
          ? (event) => {
              event.preventDefault();
              if (!pending) onInertPress?.();
            }
          : onClick
      }
      data-tip={disabledReason ?? rest['data-tip']}
      type={type}
    >
      {pending ? <PendingMark /> : icon !== undefined && <Icon name={icon} />}
      {children}
      {pending && <span className="sr-only">({t('state.pending')})</span>}
      {disabledReason !== undefined && (
        // Hidden, it describes the button and is no part of its name.
        <span hidden id={reasonId}>
          {disabledReason}
        </span>
      )}
    </button>
  );
}

function PendingMark() {
  return (
    <span
      aria-hidden="true"
      className="size-3 animate-spin rounded-full border-2 border-current border-t-transparent"
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  icon: IconName;
  /** Name for screen readers and the tip. */
  label: string;
  variant?: ButtonVariant;
  size?: 'small' | 'medium';
  badge?: ReactNode;
}

/** A button whose whole face is one icon. */
export function IconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'medium',
  className,
  badge,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      aria-label={label}
      className={cx(
        base,
        variants[variant],
        size === 'small' ? 'size-7' : 'size-8',
        'touch-target shrink-0',
        className,
      )}
      data-tip={label}
      type={type}
    >
      <Icon name={icon} />
      {badge}
    </button>
  );
}
