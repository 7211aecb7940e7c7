import { diffKeys, toVisibleText, type DiffPart } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { VisibleText } from './visible-text.tsx';

/**
 * Two keys as one line: only what differs is marked, struck for the old and underlined for the new. What is replaced by
 * the same text several times is struck once. Selecting and copying gives the new key.
 */
export function KeyDiff({ before, after, className }: { before: string; after: string; className?: string }) {
  const { t } = useTranslation();
  return (
    <span className={cx('font-mono break-all whitespace-pre-wrap', className)} dir="ltr">
      <span className="sr-only select-none">
        {before === after
          ? toVisibleText(after)
          : t('link.change', { before: toVisibleText(before), after: toVisibleText(after) })}
      </span>
      <span aria-hidden="true">
        {withoutRepeats(diffKeys(before, after)).map((part, index, parts) =>
          part.kind === 'same' ? (
            <span className="text-ink-2" key={index}>
              <VisibleText {...around(parts, index)} text={part.text} />
            </span>
          ) : part.kind === 'removed' ? (
            <del
              className={cx(
                'rounded-sm bg-danger-soft text-danger select-none',
                parts[index + 1]?.kind === 'added' && 'mr-1',
              )}
              key={index}
            >
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

/** Leaves out the old text of a replacement that was made before. */
function withoutRepeats(parts: readonly DiffPart[]): DiffPart[] {
  const seen = new Set<string>();
  return parts.filter(({ kind, text }, index) => {
    const next = parts[index + 1];
    if (kind !== 'removed' || next?.kind !== 'added') return true;
    const pair = JSON.stringify([text, next.text]);
    const repeats = seen.has(pair);
    seen.add(pair);
    return !repeats;
  });
}

/** What stands around a part: its end is not the end of the key. */
function around(parts: readonly { text: string }[], at: number): { before: string; after: string } {
  return { before: parts[at - 1]?.text ?? '', after: parts[at + 1]?.text ?? '' };
}
