import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';

interface FoldedFiltersProps {
  /** The filter that is always shown. */
  first: ReactNode;
  /** How many of the others are set. */
  set: number;
  children: ReactNode;
}

/** The filters of a list on a phone: one field, and the others behind a button, so that the list has the room. */
export function FoldedFilters({ first, set, children }: FoldedFiltersProps) {
  const { t } = useTranslation('parts');
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{first}</div>
        <Button aria-controls={id} aria-expanded={open} onClick={() => setOpen(!open)}>
          {set === 0 ? t('filters.none') : t('filters.some', { set })}
        </Button>
      </div>
      <div className={open ? undefined : 'hidden'} id={id}>
        {open && children}
      </div>
    </div>
  );
}
