import type { KeyView } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model';
import { cx } from '../../../shared/lib/cx.ts';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { LinkCard } from './link-card.tsx';
import { TargetCard } from './target-card.tsx';

interface LinkPictureProps {
  linkKey: string;
  state: KeyState & { kind: 'link' };
  link: NonNullable<KeyView['link']>;
  onShowKey: (key: string) => void;
}

/** The link, drawn: two cards joined by an arrow that is the health. Side by side where the panel is wide enough. */
export function LinkPicture({ linkKey, state, link, onShowKey }: LinkPictureProps) {
  const broken = link.health !== 'ok';
  const line = cx('border-current', broken ? 'border-dashed' : 'border-solid', healthInk[link.health]);
  return (
    <div className="@container">
      <div className="flex flex-col @lg:flex-row @lg:items-stretch">
        <LinkCard linkKey={linkKey} state={state} />
        <div className="flex items-center justify-center gap-2 py-1 @lg:w-20 @lg:flex-col @lg:px-0 @lg:py-0">
          <span
            aria-hidden="true"
            className={cx(line, 'h-4 border-l-2 @lg:h-0 @lg:w-full @lg:border-t-2 @lg:border-l-0')}
          />
          <HealthGlyph className="text-12 font-medium" health={link.health} word />
          <span aria-hidden="true" className={cx(line, 'h-4 border-l-2 @lg:hidden')} />
        </div>
        <TargetCard onShowKey={onShowKey} target={link.target} />
      </div>
    </div>
  );
}
