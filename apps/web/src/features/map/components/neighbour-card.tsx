import type { Neighbour } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { NeighbourFacts } from './neighbour-facts.tsx';

interface NeighbourCardProps {
  neighbour: Neighbour;
  scope: BucketRef;
  /** It is the key whose neighbourhood is shown. */
  asked: boolean;
  className?: string;
}

/** A key: its name leads to its own neighbourhood, the arrow to the key itself. A dashed edge: nothing is known to be stored there. */
export function NeighbourCard({ neighbour, scope, asked, className }: NeighbourCardProps) {
  const { t } = useTranslation('map');
  const { key, kind, omitted } = neighbour;
  const { connection, bucket } = scope;
  const isStored = kind === 'link' || kind === 'object';
  const spoken = toVisibleText(key);
  return (
    <div
      className={cx(
        'flex min-w-0 flex-col justify-center gap-0.5 rounded-md border bg-surface-1 px-2.5 py-1.5 text-13',
        asked ? 'border-accent ring-1 ring-accent' : 'border-line-strong',
        !isStored && 'border-dashed',
        className,
      )}
      data-asked={asked || undefined}
      tabIndex={asked ? -1 : undefined}
    >
      <span className="flex min-w-0 items-center gap-1">
        {asked ? (
          <KeyText className="min-w-0 font-semibold" value={key} />
        ) : (
          <Link
            className="touch-target flex min-h-6 min-w-0 items-center rounded-sm hover:underline"
            params={{ connection }}
            search={{ bucket, view: 'neighbourhood', key }}
            to="/c/$connection/map"
          >
            <KeyText className="min-w-0" value={key} />
          </Link>
        )}
        {kind !== 'folder' && kind !== 'hidden' && (
          <Link
            aria-label={t('near.open', { key: spoken })}
            className="touch-target ml-auto grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-surface-3 hover:text-ink-1"
            data-tip={t('near.open', { key: spoken })}
            params={{ connection, bucket }}
            search={{ prefix: toParentPrefix(key), key }}
            to="/c/$connection/b/$bucket"
          >
            <Icon name="arrow" size={14} />
          </Link>
        )}
      </span>
      <span className="line-clamp-2 min-w-0 text-12 text-ink-3">
        <NeighbourFacts neighbour={neighbour} />
      </span>
      {omitted > 0 && (
        <Link
          className="touch-target self-start rounded-sm text-12 text-accent hover:underline"
          params={{ connection }}
          search={{ bucket, target: key }}
          to="/c/$connection/links"
        >
          {t('near.more', { count: omitted })}
        </Link>
      )}
    </div>
  );
}
