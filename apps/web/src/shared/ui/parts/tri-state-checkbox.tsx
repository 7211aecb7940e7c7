import type { ReactNode } from 'react';
import { Checkbox } from '../choice.tsx';
import type { Extent } from './selection.ts';

interface TriStateCheckboxProps {
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  extent: Extent;
  /** Called with true unless all was selected before. */
  onChange: (selected: boolean) => void;
}

/** The browser's own box, with the mark for "some of them". */
export function TriStateCheckbox({ label, labelHidden = false, extent, onChange }: TriStateCheckboxProps) {
  return (
    <Checkbox
      className="touch-target"
      checked={extent === 'all'}
      label={labelHidden ? <span className="sr-only">{label}</span> : label}
      onChange={() => onChange(extent !== 'all')}
      ref={(box) => {
        if (box !== null) box.indeterminate = extent === 'some';
      }}
    />
  );
}
