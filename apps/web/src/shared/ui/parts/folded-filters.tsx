import { useId, useState, type ReactNode } from 'react';
import { Button } from '../button.tsx';

interface FoldedFiltersProps {
  /** The filter that is always shown. */
  first: ReactNode;
  /** Of the button: how many of the others are set. */
  label: string;
  children: ReactNode;
}

/** The filters of a list on a phone: one field, and the others behind a button, so that the list has the room. */
export function FoldedFilters({ first, label, children }: FoldedFiltersProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{first}</div>
        <Button aria-controls={id} aria-expanded={open} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </div>
      <div className={open ? undefined : 'hidden'} id={id}>
        {open && children}
      </div>
    </div>
  );
}
