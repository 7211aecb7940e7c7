import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import type { FolderFacts } from '../model/folder-facts.ts';

/** What a row of the column "Points" begins with: it leads there, all of it leads there, or that leads here. */
export function PointsArrow({ arrow }: { arrow: '→' | '⇒' | '←' | '–' }) {
  return (
    <span aria-hidden="true" className={arrow === '⇒' ? 'text-accent' : 'text-ink-3'}>
      {arrow}
    </span>
  );
}

/** Which links lead to a key or into a folder. */
export interface Incoming {
  /** One of them by name: a link, or a folder link. */
  first: string | undefined;
  /** How many of that kind there are besides. */
  more: number;
  /** Links in all. */
  count: number | undefined;
  /** There may be more: the bucket was scanned in part. */
  atLeast: boolean;
}

/** `← latest/ and 3 more (12)`: which links lead here. */
export function IncomingLinks({ incoming, within }: { incoming: Incoming; within: string }) {
  const { t, i18n } = useTranslation('objects');
  const { first, more, count = 0, atLeast } = incoming;
  if (first === undefined && count === 0) return <NoLinksHere />;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <PointsArrow arrow="←" />
      {first === undefined ? (
        <span className="truncate text-ink-3">{t('row.fromWithin')}</span>
      ) : (
        <KeyText value={first} within={within} />
      )}
      <span className="shrink-0 text-ink-3 empty:hidden">
        {more > 0 && t(atLeast ? 'row.andMoreAtLeast' : 'row.andMore', { count: more })}
        {count > more + 1 && ` (${atLeast ? '≥ ' : ''}${count.toLocaleString(i18n.language)})`}
      </span>
    </span>
  );
}

/** `– no links here`: said only where that is known. */
export function NoLinksHere() {
  const { t } = useTranslation('objects');
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-3">
      <PointsArrow arrow="–" />
      <span className="truncate max-sm:hidden">{t('row.nobody')}</span>
    </span>
  );
}

interface FolderPointsProps {
  facts: FolderFacts;
  within: string;
}

/** `⇒ 2.14.0/ 9 of 9`, or which links lead into a folder; nothing where that is not known. */
export function FolderPoints({ facts, within }: FolderPointsProps) {
  const { t } = useTranslation('objects');
  const { follows, backlinks, backlinkCount, atLeast } = facts;
  if (follows === undefined) {
    if (
      backlinks === undefined &&
      (backlinkCount === undefined || (backlinkCount === 0 && !isLonely(facts)))
    ) {
      return null;
    }
    return (
      <IncomingLinks
        incoming={{
          first: backlinks?.first,
          more: backlinks?.more ?? 0,
          count: backlinkCount,
          atLeast: atLeast === true,
        }}
        within={within}
      />
    );
  }
  const { source, working, links } = follows;
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5">
      <PointsArrow arrow="⇒" />
      <KeyText value={source} within={within} />
      {links !== undefined && (
        <span className={cx('shrink-0 text-12', working === links ? 'text-ink-3' : 'text-caution')}>
          {t('row.following', { following: working, count: links })}
        </span>
      )}
      <button
        // The menu of the row has it for the keyboard, and so has its shortcut.
        className="ml-auto shrink-0 rounded-md border border-line-strong px-1.5 text-12 text-ink-1 hover:bg-surface-3 @max-[44rem]:hidden max-sm:hidden"
        data-action="move"
        tabIndex={-1}
        type="button"
      >
        {t('row.move')}
      </button>
    </span>
  );
}

/** No links lead here. Of a folder that itself holds links that says little: it points elsewhere. */
export function isLonely({ follows, backlinks, backlinkCount, links }: FolderFacts): boolean {
  return follows === undefined && backlinks === undefined && backlinkCount === 0 && links === undefined;
}
