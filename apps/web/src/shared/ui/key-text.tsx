import { toVisibleText } from '@signpost/link-model/text';
import type { CSSProperties, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { cutKey } from '../lib/key-cut.ts';
import { toKeyParts } from '../lib/key-parts.ts';
import { VisibleText } from './visible-text.tsx';

interface KeyTextProps {
  value: string;
  /** A folder the reader is in already: left out of what is shown, kept in the title. */
  within?: string;
  /** Keys that stand near this one in a list: the cut goes where they agree. */
  beside?: readonly string[];
  /** For a target: the key of its link. What the target has alike with it is cut first. */
  leadsFrom?: string;
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
 * A key, target or prefix: mono, the folder part dimmed, the last segment strong, hidden characters written out.
 * The whole key is in the title.
 */
export function KeyText({
  value,
  within = '',
  beside = nobody,
  leadsFrom,
  fit = 'cut',
  emphasis = true,
  className,
}: KeyTextProps) {
  const inFolder = (key: string): string =>
    within !== '' && key.startsWith(within) && key !== within ? key.slice(within.length) : key;
  const shown = inFolder(value);
  const { folder } = toKeyParts(shown);
  const strong = emphasis ? 'text-ink-1' : undefined;
  const dim = emphasis ? 'text-ink-3' : undefined;
  if (fit === 'wrap') {
    return (
      <span
        className={cx('font-mono break-all whitespace-pre-wrap', className)}
        dir="ltr"
        data-tip={toVisibleText(value)}
      >
        <Part dim={dim} folder={folder} from={0} strong={strong} text={shown} to={shown.length} />
      </span>
    );
  }
  const { head, tail, folderGives } = cutKey(shown, {
    beside: beside.map(inFolder),
    leadsFrom: leadsFrom === undefined || shown === value ? leadsFrom : inFolder(leadsFrom),
  });
  const piece = (from: number, to: number): ReactNode => (
    <Part {...{ from, to, folder, dim, strong }} text={shown} />
  );
  const cutAt = shown.length - tail.length;
  const headFrom = folderGives ? folder.length : 0;
  const split = headFrom > 0 || head !== '';
  return (
    <span
      className={cx(
        'relative inline-flex max-w-full min-w-0 overflow-hidden font-mono whitespace-pre',
        className,
      )}
      dir="ltr"
      data-tip={toVisibleText(value)}
    >
      {/* The boxes would be read as several words. Selecting takes the boxes. */}
      {split && <span className="sr-only select-none">{toVisibleText(shown)}</span>}
      {/* Room for whole signs only, where all are equally wide: a part of one would stand as a gap behind the cut. */}
      <span
        aria-hidden={split || undefined}
        className={cx(
          'inline-flex min-w-0 shrink-0',
          plain.test(toVisibleText(shown)) ? 'whole-signs' : 'max-w-full',
        )}
      >
        {/* The folder gives way first, down to nothing; the name is cut only where it has no room alone. */}
        {headFrom > 0 && (
          // In less room than three signs it falls to a line below, out of sight: one sign alone reads as part of the name.
          <span className="key-folder" style={{ '--least': `${Math.min(3, headFrom)}ch` } as CSSProperties}>
            <span className="key-folder-name">{piece(0, headFrom)}</span>
            <span className="key-folder-cut">…</span>
          </span>
        )}
        <span
          className="key-name"
          // Of a name that is cut anyway the folder keeps some room, where there is enough for both.
          style={
            headFrom > 0 && cutAt > headFrom ? ({ '--folder': `${headFrom}ch` } as CSSProperties) : undefined
          }
        >
          {cutAt > headFrom && <span className="key-cut">{piece(headFrom, cutAt)}</span>}
          <span
            className={cx(
              'shrink-0',
              cutAt > headFrom
                ? // Too long itself, it loses its beginning: that is where the cut is.
                  'flex max-w-[calc(100%-3ch)] justify-end overflow-hidden'
                : 'max-w-full truncate',
            )}
          >
            <span className={cutAt > headFrom ? 'shrink-0' : undefined}>{piece(cutAt, shown.length)}</span>
          </span>
        </span>
      </span>
    </span>
  );
}

interface PartProps {
  text: string;
  /** The stretch of the text that is drawn. */
  from: number;
  to: number;
  folder: string;
  dim: string | undefined;
  strong: string | undefined;
}

/** A stretch of a key: what lies in the folder part dimmed, the rest strong. */
function Part({ text, from, to, folder, dim, strong }: PartProps) {
  const edge = Math.max(from, Math.min(to, folder.length));
  return (
    <>
      {edge > from && (
        <span className={dim}>
          <VisibleText after={text.slice(edge)} before={text.slice(0, from)} text={text.slice(from, edge)} />
        </span>
      )}
      {to > edge && (
        <span className={strong}>
          <VisibleText after={text.slice(to)} before={text.slice(0, edge)} text={text.slice(edge, to)} />
        </span>
      )}
    </>
  );
}
