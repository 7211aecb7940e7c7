import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

interface ChoiceProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

const boxClass = 'mt-0.5 size-4 shrink-0 pointer-coarse:size-5 accent-accent disabled:opacity-55';

function Choice({ kind, label, hint, className, ...input }: ChoiceProps & { kind: 'checkbox' | 'radio' }) {
  const hintId = useId();
  return (
    <label className={cx('flex items-start gap-2 py-1 text-13 max-sm:py-3 pointer-coarse:py-3', className)}>
      <input
        {...input}
        aria-describedby={hint === undefined ? undefined : hintId}
        className={boxClass}
        type={kind}
      />
      <span className="min-w-0">
        {label}
        {hint !== undefined && (
          <span className="block text-12 text-ink-3" id={hintId}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** The browser's own box in the console's colours: it behaves as people expect, in forced colours too. */
export function Checkbox(props: ChoiceProps) {
  return <Choice kind="checkbox" {...props} />;
}

interface RadioGroupProps<T extends string> {
  legend: ReactNode;
  legendHidden?: boolean;
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  className?: string;
}

export function RadioGroup<T extends string>({
  legend,
  legendHidden = false,
  value,
  onValueChange,
  options,
  className,
}: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset className={cx('min-w-0', className)}>
      <legend className={cx('text-13 font-medium', legendHidden && 'sr-only')}>{legend}</legend>
      {options.map((option) => (
        <Choice
          checked={option.value === value}
          disabled={option.disabled}
          {...(option.hint === undefined ? {} : { hint: option.hint })}
          key={option.value}
          kind="radio"
          label={option.label}
          name={name}
          onChange={() => onValueChange(option.value)}
        />
      ))}
    </fieldset>
  );
}
