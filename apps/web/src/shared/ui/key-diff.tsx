import { diffKeys, toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { VisibleText } from './visible-text.tsx';

/** Two keys as one line: only what differs is marked, struck for the old and underlined for the new. */
export function KeyDiff({ before, after, className }: { before: string; after: string; className?: string }) {
  const { t } = useTranslation();
  return (
    <span className={cx('font-mono break-all whitespace-pre-wrap', className)} dir="ltr">
      <span className="sr-only">
        {before === after
          ? toVisibleText(after)
          : t('link.change', { before: toVisibleText(before), after: toVisibleText(after) })}
      </span>
      <span aria-hidden="true">
        {diffKeys(before, after).map((part, index, parts) =>
          part.kind === 'same' ? (
            <span className="text-ink-2" key={index}>
              <VisibleText {...around(parts, index)} text={part.text} />
            </span>
          ) : part.kind === 'removed' ? (
            <del className="rounded-sm bg-danger-soft text-danger" key={index}>
              <VisibleText {...around(parts, index)} text={part.text} />
            </del>
          ) : (
            <ins
              className="rounded-sm bg-accent-soft font-semibold text-accent decoration-2 underline-offset-2"
              key={index}
            >
              <VisibleText {...around(parts, index)} text={part.text} />
            </ins>
          ),
        )}
      </span>
    </span>
  );
}

/** What stands around a part: its end is not the end of the key. */
function around(parts: readonly { text: string }[], at: number): { before: string; after: string } {
  return { before: parts[at - 1]?.text ?? '', after: parts[at + 1]?.text ?? '' };
}
