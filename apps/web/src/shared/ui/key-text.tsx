import { toVisibleText } from '@signpost/link-model';
import { cx } from '../lib/cx.ts';
import { cutText } from '../lib/key-cut.ts';
import { toKeyParts } from '../lib/key-parts.ts';
import { VisibleText } from './visible-text.tsx';

interface KeyTextProps {
  value: string;
  /** A folder the reader is in already: left out of what is shown, kept in the title. */
  within?: string;
  /** Keys that stand near this one in a list: the cut goes where they agree. */
  beside?: readonly string[];
  /** `cut` shortens in the middle to the room there is; `wrap` breaks lines and shows everything. */
  fit?: 'cut' | 'wrap';
  /** Sets the last segment apart (default) or keeps one weight. */
  emphasis?: boolean;
  className?: string;
}

/** Signs that the mono face itself has. */
const plain = /^[ -~]*$/;
const nobody: readonly string[] = [];

/**
 * A key, target or prefix: mono, the folder part dimmed, the last segment strong, hidden characters spelled out.
 * The whole key is in the title.
 */
export function KeyText({
  value,
  within = '',
  beside = nobody,
  fit = 'cut',
  emphasis = true,
  className,
}: KeyTextProps) {
  const inFolder = (key: string): string =>
    within !== '' && key.startsWith(within) && key !== within ? key.slice(within.length) : key;
  const { folder, name } = toKeyParts(inFolder(value));
  const { head, tail } =
    fit === 'cut'
      ? cutText(
          name,
          beside.map((key) => toKeyParts(inFolder(key)).name),
        )
      : { head: '', tail: name };
  const strong = emphasis ? 'text-ink-1' : undefined;
  const dim = emphasis ? 'text-ink-3' : undefined;
  if (fit === 'wrap') {
    return (
      <span
        className={cx('font-mono break-all whitespace-pre-wrap', className)}
        dir="ltr"
        title={toVisibleText(value)}
      >
        <span className={dim}>
          <VisibleText text={folder} />
        </span>
        <span className={strong}>
          <VisibleText text={name} />
        </span>
      </span>
    );
  }
  const shown = (
    <>
      {(folder !== '' || head !== '') && (
        <span className="min-w-[calc(3ch+0.5px)] truncate">
          {folder !== '' && (
            <span className={dim}>
              <VisibleText text={folder} />
            </span>
          )}
          {head !== '' && (
            <span className={strong}>
              <VisibleText text={head} />
            </span>
          )}
        </span>
      )}
      <span
        className={cx(
          'shrink-0 truncate',
          folder === '' && head === '' ? 'max-w-full' : 'max-w-[calc(100%-3ch)]',
          strong,
        )}
      >
        <VisibleText text={tail} />
      </span>
    </>
  );
  return (
    <span
      className={cx('inline-flex max-w-full min-w-0 overflow-hidden font-mono whitespace-pre', className)}
      dir="ltr"
      title={toVisibleText(value)}
    >
      {/* Room for whole signs only, where all are equally wide: a part of one would stand as a gap behind the cut. */}
      <span
        className={cx(
          'inline-flex min-w-0',
          plain.test(value) && 'max-w-[calc(round(down,100%+1px,1ch)+0.5px)]',
        )}
      >
        {shown}
      </span>
    </span>
  );
}
