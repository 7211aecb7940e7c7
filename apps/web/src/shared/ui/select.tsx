import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { controlClass } from './control-class.ts';
import { Icon } from './icon.tsx';
import { FieldFrame } from './text-field.tsx';

interface SelectProps<T extends string> {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  disabled?: boolean;
  /** In a row of a list: -1 where another row is the one that Tab leads to. */
  tabIndex?: 0 | -1;
  className?: string;
}

/** One of a few named values: the browser's own list, which every phone and screen reader knows. */
export function Select<T extends string>({
  value,
  onValueChange,
  options,
  disabled = false,
  tabIndex,
  ...frame
}: SelectProps<T>) {
  return (
    <FieldFrame {...frame}>
      {({ id, describedBy, invalid }) => (
        <span className="relative block">
          <select
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            className={cx(controlClass, 'touch-target h-8 appearance-none pr-8 text-13')}
            disabled={disabled}
            id={id}
            onChange={(event) => onValueChange(options[event.target.selectedIndex]!.value)}
            tabIndex={tabIndex}
            value={value}
          >
            {options.map((option) => (
              <option disabled={option.disabled} key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon
            className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3"
            name="chevronDown"
          />
        </span>
      )}
    </FieldFrame>
  );
}
