import type { MapDestination } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { LastSeenText } from '../../../shared/ui/last-seen-text.tsx';
import { PlaceName } from './place-name.tsx';
import { StoredFacts } from './stored-facts.tsx';

interface DestinationRowProps extends BucketRef {
  destination: MapDestination;
  within: string;
  state: 'plain' | 'lit' | 'dim';
  selected: boolean;
  /** A pointer that is dragged or carried may lead here. */
  takes: boolean;
  /** Links that will lead here once the staged moves are made; absent where nothing changes. */
  after: number | undefined;
  /** A link that leads here and is broken: the way to repair it. */
  broken: string | undefined;
  tabbable: boolean;
  ref: Ref<HTMLButtonElement>;
  onSelect: () => void;
  onLook: (looks: boolean) => void;
  onDrop: () => void;
}

/** What is stored, or what is not: a folder or an object with its facts, or a ghost where nothing is. */
export function DestinationRow({
  destination,
  within,
  state,
  selected,
  takes,
  after,
  broken,
  tabbable,
  ref,
  onSelect,
  onLook,
  onDrop,
  ...scope
}: DestinationRowProps) {
  const { t } = useTranslation('map');
  const { kind, name, stored, links } = destination;
  const isGhost = stored === undefined;
  return (
    <div
      className={cx(
        'flex h-12 items-center rounded-md border hover:border-line-strong',
        selected
          ? 'border-accent bg-accent-soft'
          : isGhost
            ? 'border-line-strong'
            : 'border-line bg-surface-1',
        isGhost && 'border-dashed',
        state === 'dim' && '[&_*]:text-ink-3!',
        takes && 'border-accent ring-1 ring-accent',
      )}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'link';
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <button
        aria-pressed={selected}
        className="flex h-full min-w-0 flex-1 flex-col justify-center rounded-md px-2 text-left"
        onBlur={() => onLook(false)}
        onClick={onSelect}
        onFocus={() => onLook(true)}
        onMouseEnter={() => onLook(true)}
        onMouseLeave={() => onLook(false)}
        ref={ref}
        tabIndex={tabbable ? 0 : -1}
        type="button"
      >
        <span className="flex w-full min-w-0 items-baseline gap-2 text-13">
          <DestinationName kind={kind} name={name} within={within} />
          {after !== undefined && (
            <span className="ml-auto shrink-0 text-12 font-medium text-accent">
              {t('after', { count: after })}
            </span>
          )}
        </span>
        <span className="w-full truncate text-12 text-ink-3">
          <DestinationFacts destination={destination} links={links} />
        </span>
      </button>
      {broken !== undefined && (
        <Link
          className="touch-target mr-2 shrink-0 rounded-sm px-1 text-12 text-accent hover:underline"
          params={{ connection: scope.connection, bucket: scope.bucket }}
          search={{ prefix: toParentPrefix(broken), key: broken }}
          to="/c/$connection/b/$bucket"
        >
          {t('repair')}
        </Link>
      )}
    </div>
  );
}

/** What is stored at a destination, or was; else why nothing is told of it. @param links those that the text is about */
export function DestinationFacts({ destination, links }: { destination: MapDestination; links: number }) {
  const { t } = useTranslation('map');
  const { kind, name, stored, lastSeen } = destination;
  if (stored !== undefined) return <StoredFacts {...stored} />;
  if (lastSeen !== undefined) return <LastSeenText lastSeen={lastSeen} />;
  // Several missing keys are told by their folder.
  const isSingle = kind === 'missing' && !name.endsWith('/') && name !== '';
  return (
    <>
      {isSingle ? t('kind.absent') : t(`kind.${kind}`, { count: links })}
      {isSingle && (
        <>
          {' · '}
          <LastSeenText lastSeen={undefined} />
        </>
      )}
    </>
  );
}

/** What a destination is called: its key, or what is to be told instead of it. */
export function DestinationName({
  kind,
  name,
  within,
}: Pick<MapDestination, 'kind' | 'name'> & { within: string }): ReactNode {
  const { t } = useTranslation('map');
  return kind === 'hidden' || kind === 'unread' ? (
    <span className="min-w-0 truncate">{t(`name.${kind}`)}</span>
  ) : (
    <PlaceName name={name} within={within} />
  );
}
