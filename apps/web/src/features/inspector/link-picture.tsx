import type { KeyView } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { Health } from '@signpost/link-model/health';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { HealthGlyph, healthInk } from '../../shared/ui/health-glyph.tsx';
import { LinkCard } from './link-card.tsx';
import { readAsOf } from './model/link-verdict.ts';
import { FinalCard, TargetCard } from './target-card.tsx';

interface LinkPictureProps {
  view: KeyView;
  link: NonNullable<KeyView['link']>;
  onShowKey: (key: string) => void;
  onDropKey: (key: string) => void;
}

/** The link, drawn: two cards joined by an arrow that is the health. Side by side where the panel is wide enough. */
export function LinkPicture({ view, link, onShowKey, onDropKey }: LinkPictureProps) {
  const { t } = useTranslation('inspector');
  const { state: reached } = link.target;
  const chain = reached.found === 'link' && !reached.loops ? reached : undefined;
  if (view.state.kind !== 'link') return null;
  const readAs = readAsOf(link);
  const warning =
    readAs === undefined ? undefined : t('verdictMore.ambiguous', { key: toVisibleText(readAs) });
  return (
    <div className="@container">
      <div className={cx('flex flex-col', chain === undefined && '@lg:flex-row @lg:items-stretch')}>
        <LinkCard state={view.state} view={view} />
        <Arrow health={link.health} turns={chain === undefined}>
          <HealthGlyph
            className={cx(
              'rounded-full border border-current px-2 py-px text-12 font-medium',
              chain === undefined && '@lg:flex-col @lg:gap-0 @lg:rounded-lg @lg:px-1.5 @lg:py-1',
            )}
            health={toShownHealth(link)}
            warning={warning}
            word
          />
        </Arrow>
        <TargetCard onDropKey={onDropKey} onShowKey={onShowKey} scope={view} target={link.target} />
        {chain !== undefined && (
          <>
            <Arrow health="unknown" turns={false} />
            <FinalCard final={chain.final} onShowKey={onShowKey} />
          </>
        )}
      </div>
    </div>
  );
}

interface ArrowProps {
  health: Health;
  /** Lies down where the cards stand side by side. */
  turns: boolean;
  children?: ReactNode;
}

/** From one card to the next; dashed where readers do not get through. */
function Arrow({ health, turns, children }: ArrowProps) {
  const line = cx(
    'h-2 border-l-2 border-current',
    health === 'ok' ? 'border-solid' : 'border-dashed',
    turns && '@lg:h-0 @lg:flex-1 @lg:border-t-2 @lg:border-l-0',
  );
  return (
    <div
      className={cx(
        'flex flex-col items-center justify-center',
        turns && '@lg:w-24 @lg:shrink-0 @lg:flex-row',
        healthInk[health],
      )}
    >
      <span aria-hidden="true" className={line} />
      {children}
      {children !== undefined && <span aria-hidden="true" className={line} />}
      <svg
        aria-hidden="true"
        className={cx('-mt-0.5', turns && '@lg:mt-0 @lg:-ml-0.5 @lg:-rotate-90')}
        height="7"
        viewBox="0 0 12 7"
        width="12"
      >
        <path d="M0 0h12L6 7z" fill="currentColor" />
      </svg>
    </div>
  );
}
