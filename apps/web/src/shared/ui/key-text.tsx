import { toVisibleText } from '@signpost/link-model/text';
import { cx } from '../lib/cx.ts';
import { cutTarget, cutText } from '../lib/key-cut.ts';
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
  const { folder, name } = toKeyParts(shown);
  const strong = emphasis ? 'text-ink-1' : undefined;
  const dim = emphasis ? 'text-ink-3' : undefined;
  if (fit === 'wrap') {
    return (
      <span
        className={cx('font-mono break-all whitespace-pre-wrap', className)}
        dir="ltr"
        title={toVisibleText(value)}
      >
        <Part from={0} folder={folder} dim={dim} strong={strong} text={shown} />
      </span>
    );
  }
  const cut =
    leadsFrom === undefined ? undefined : cutTarget(shown, shown === value ? leadsFrom : inFolder(leadsFrom));
  const { tail } =
    cut ??
    cutText(
      name,
      beside.map((key) => toKeyParts(inFolder(key)).name),
    );
  const head = shown.slice(0, shown.length - tail.length);
  return (
    <span
      className={cx(
        'relative inline-flex max-w-full min-w-0 overflow-hidden font-mono whitespace-pre',
        className,
      )}
      dir="ltr"
      title={toVisibleText(value)}
    >
      {/* The two boxes would be read as two words. Selecting takes the boxes. */}
      {head !== '' && <span className="sr-only select-none">{toVisibleText(shown)}</span>}
      {/* Room for whole signs only, where all are equally wide: a part of one would stand as a gap behind the cut. */}
      <span
        aria-hidden={head === '' ? undefined : true}
        className={cx(
          'inline-flex min-w-0 shrink-0',
          plain.test(value) ? 'max-w-[calc(round(down,100%+1px,1ch)+0.5px)]' : 'max-w-full',
        )}
      >
        {head !== '' && (
          // Three signs at least, so that a cut can be seen; less than that is not cut.
          <span className={head.length > 3 ? 'min-w-[calc(3ch+0.5px)] truncate' : 'shrink-0'}>
            <Part from={0} folder={folder} dim={dim} strong={strong} text={head} />
          </span>
        )}
        <span className={cx('shrink-0 truncate', head === '' ? 'max-w-full' : 'max-w-[calc(100%-3ch)]')}>
          <Part from={head.length} folder={folder} dim={dim} strong={strong} text={tail} />
        </span>
      </span>
    </span>
  );
}

interface PartProps {
  text: string;
  /** Where in the key the text begins. */
  from: number;
  folder: string;
  dim: string | undefined;
  strong: string | undefined;
}

/** A stretch of a key: what lies in the folder part dimmed, the rest strong. */
function Part({ text, from, folder, dim, strong }: PartProps) {
  const inside = text.slice(0, Math.max(0, folder.length - from));
  const rest = text.slice(inside.length);
  return (
    <>
      {inside !== '' && (
        <span className={dim}>
          <VisibleText text={inside} />
        </span>
      )}
      {rest !== '' && (
        <span className={strong}>
          <VisibleText text={rest} />
        </span>
      )}
    </>
  );
}
