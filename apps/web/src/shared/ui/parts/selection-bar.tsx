import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import {
  countSelected,
  everythingSelected,
  isWholePage,
  nothingSelected,
  type Selection,
} from './selection.ts';

interface SelectionBarProps {
  selection: Selection;
  /** Ids of the rows on the page. */
  pageIds: readonly string[];
  /** Rows that match the filters, on all pages. */
  total: number;
  onChange: (selection: Selection) => void;
  /** What can be done with the selected rows. */
  children?: ReactNode;
}

/** Says what is selected, offers all that match once the page is selected, and leads back to nothing. */
export function SelectionBar({ selection, pageIds, total, onChange, children }: SelectionBarProps) {
  const { t } = useTranslation('parts');
  const sentence = useRef<HTMLParagraphElement>(null);
  const count = countSelected(selection, total);
  const wholePage = isWholePage(selection, pageIds);
  const except = selection.kind === 'all' ? selection.except.size : 0;
  const change = (next: Selection): void => {
    onChange(next);
    // The pressed button goes: the sentence that says what came of it takes the keyboard.
    sentence.current?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- fieldsets bring a box and a legend of their own
    <div
      aria-label={t('selection.label')}
      className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-soft px-3 py-1 text-13 forced-colors:border"
      role="group"
    >
      <p aria-live="polite" className="font-medium" ref={sentence} tabIndex={-1}>
        {selection.kind === 'all'
          ? t(except === 0 ? 'selection.all' : 'selection.except', { total, count: except })
          : t(wholePage && total > count ? 'selection.page' : 'selection.some', { count })}
      </p>
      {wholePage && total > count && (
        <Button onClick={() => change(everythingSelected)} size="small">
          {t('selection.take', { total })}
        </Button>
      )}
      {(count > 0 || selection.kind === 'all') && (
        <Button onClick={() => change(nothingSelected)} size="small" variant="quiet">
          {t('selection.clear')}
        </Button>
      )}
      {children !== undefined && <div className="ml-auto flex flex-wrap gap-2">{children}</div>}
    </div>
  );
}
