import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { controlClass } from './control-class.ts';

interface FieldFrameProps {
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** Right of the label: a counter, a link. */
  aside?: ReactNode;
  className?: string | undefined;
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

/** Label, control, hint and error, tied together. */
export function FieldFrame({
  label,
  labelHidden = false,
  hint,
  error,
  aside,
  className,
  children,
}: FieldFrameProps) {
  const id = useId();
  const hasHint = hint !== undefined && hint !== null;
  const hasError = error !== undefined && error !== null && error !== false && error !== '';
  const describedBy = [hasHint && `${id}-hint`, hasError && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div
        className={cx(
          'flex items-baseline justify-between gap-2',
          labelHidden && aside === undefined && 'sr-only',
        )}
      >
        <label className={cx('text-13 font-medium text-ink-1', labelHidden && 'sr-only')} htmlFor={id}>
          {label}
        </label>
        {aside !== undefined && <span className="text-12 text-ink-3">{aside}</span>}
      </div>
      {children({ id, describedBy: describedBy === '' ? undefined : describedBy, invalid: hasError })}
      {hasHint && (
        <p className="text-12 text-ink-3" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div aria-live="polite" className="empty:-mt-1">
        {hasError && (
          <p className="text-12 text-danger" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'aria-invalid' | 'aria-describedby'> {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  aside?: ReactNode;
  /** For keys, targets, ETags and ids. */
  mono?: boolean;
}

export function TextField({
  label,
  labelHidden,
  hint,
  error,
  aside,
  mono = false,
  className,
  ...input
}: TextFieldProps) {
  return (
    <FieldFrame
      aside={aside}
      className={className}
      error={error}
      hint={hint}
      label={label}
      {...(labelHidden === undefined ? {} : { labelHidden })}
    >
      {({ id, describedBy, invalid }) => (
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          className={cx(controlClass, 'touch-target h-8 text-13', mono && 'font-mono placeholder:font-sans')}
          id={id}
        />
      )}
    </FieldFrame>
  );
}
