import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { controlClass } from '../../../shared/ui/control-class.ts';
import { cx } from '../../../shared/lib/cx.ts';

/** What is looked for in the folder that is shown; a new folder starts without. */
export interface FindQuery {
  text: string;
  set: (text: string) => void;
}

export interface FindFieldProps {
  /** The field, for the shortcut that goes to it. */
  field: RefObject<HTMLInputElement | null>;
  findQuery: FindQuery;
  found: number;
  /** Rows that were searched. */
  read: number;
  /** Whether those are all of the folder, its beginning, or a later part. */
  reach: 'whole' | 'first' | 'part';
  /** Gives the keyboard back to the list. */
  onLeave: () => void;
  className: string;
}

/** Finds among the rows that have been read, and says how many those are. */
export function FindField({ field, findQuery, found, read, reach, onLeave, className }: FindFieldProps) {
  const { t } = useTranslation('objects');
  const searching = findQuery.text.trim() !== '';
  // On a phone the field takes a line of its own, once it is asked for.
  const narrow = useIsNarrow();
  const [asked, setAsked] = useState(false);
  const shown = !narrow || asked || findQuery.text !== '';
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked, field]);
  if (!shown) {
    return (
      <IconButton
        className={cx('ml-auto', className)}
        icon="search"
        label={t('find.label')}
        onClick={() => setAsked(true)}
      />
    );
  }
  return (
    <div
      className={cx(
        'flex min-w-0 flex-1 basis-36 items-center justify-end gap-x-2 gap-y-1.5 max-sm:order-last max-sm:basis-full max-sm:flex-wrap max-sm:justify-start',
        className,
      )}
    >
      <p aria-live="polite" className="min-w-0 text-right text-12 text-ink-3 empty:hidden max-sm:text-left">
        {searching && t(`find.${reach}`, { found, count: read })}
      </p>
      <div className="w-52 min-w-36 max-sm:w-full">
        <input
          aria-label={t('find.label')}
          autoComplete="off"
          className={cx(controlClass, 'touch-target h-7 text-13')}
          onBlur={() => setAsked(false)}
          onChange={(event) => findQuery.set(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.preventDefault();
              findQuery.set('');
              onLeave();
            } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              onLeave();
            }
          }}
          placeholder={reach === 'whole' ? t('find.label') : t(`find.hint.${reach}`, { count: read })}
          ref={field}
          spellCheck={false}
          type="search"
          value={findQuery.text}
        />
      </div>
    </div>
  );
}
