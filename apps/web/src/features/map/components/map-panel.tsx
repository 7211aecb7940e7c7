import type { LinkMap, MapDestination, MapPointer } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Button, buttonClass, IconButton } from '../../../shared/ui/button.tsx';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyField } from '../../../shared/ui/key-field.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { listSiblings } from '../model/find-neighbours.ts';
import type { DrawnMap } from '../model/narrow-map.ts';
import { toMove, type StagedMove } from '../model/staged-moves.ts';
import { CappedList } from './capped-list.tsx';
import { DestinationFacts, DestinationName } from './destination-row.tsx';
import { PlaceName } from './place-name.tsx';

interface MapPanelProps extends BucketRef {
  map: DrawnMap & Pick<LinkMap, 'unpointed'>;
  /** Absent where nothing can be moved: the map is of an earlier moment. */
  onStage: ((move: StagedMove) => void) | undefined;
  onClose: () => void;
  /** Why whoever is signed in can move nothing here. */
  denial?: string | undefined;
}

/** One group of links: where they lead, and the way to lead them somewhere else. */
export function PointerPanel({
  map,
  pointer,
  onStage,
  onClose,
  denial,
  ...scope
}: MapPanelProps & { pointer: MapPointer }) {
  const { t } = useTranslation('map');
  const { kind, name, links } = pointer;
  const index = map.pointers.findIndex((one) => one.name === name);
  const lines = map.lines.filter(({ from }) => from === index);
  const isLink = kind === 'link';
  return (
    <Frame onClose={onClose} title={name === '' ? t('top') : <KeyText fit="wrap" value={name} />}>
      <p className="text-13 text-ink-2">{t(`panel.${kind}`, { count: links })}</p>
      <CappedList
        className="flex flex-col gap-1.5"
        itemClassName="flex min-w-0 flex-col gap-0.5 text-13"
        items={lines}
        toKey={(line) => `${line.to} ${line.health}`}
      >
        {(line) => {
          const to = map.destinations[line.to];
          return (
            <>
              <span className="flex min-w-0 items-center gap-2">
                <HealthGlyph className="shrink-0" health={line.health} size={14} word />
                {!isLink && <span className="shrink-0 text-ink-2">{t('links', { count: line.links })}</span>}
              </span>
              <span className="flex min-w-0 items-center gap-2">
                <span aria-hidden="true" className="text-ink-3">
                  →
                </span>
                {to !== undefined && (
                  <DestinationName
                    kind={to.kind}
                    name={isLink ? (line.first.target ?? to.name) : to.name}
                    within=""
                  />
                )}
              </span>
              {line.breaksSoon !== undefined && (
                <ForecastMark
                  className="pl-6 text-12"
                  forecast={line.breaksSoon.forecast}
                  links={isLink ? undefined : line.breaksSoon.links}
                />
              )}
              {line.via.length > 0 && (
                <span className="flex min-w-0 items-baseline gap-1.5 pl-6 text-12 text-ink-3">
                  {t('panel.via')} <KeyText className="min-w-0" value={line.via[0] ?? ''} />
                </span>
              )}
            </>
          );
        }}
      </CappedList>
      <p className="flex flex-wrap gap-2">
        {isLink ? (
          <>
            <Link
              className={buttonClass('outline', 'small')}
              params={{ connection: scope.connection, bucket: scope.bucket }}
              search={{ prefix: toParentPrefix(name), key: name }}
              to="/c/$connection/b/$bucket"
            >
              {t('panel.openLink')}
            </Link>
            <NeighbourhoodLink objectKey={name} scope={scope} />
          </>
        ) : (
          <>
            <Link
              className={buttonClass('outline', 'small')}
              params={{ connection: scope.connection, bucket: scope.bucket }}
              search={name === '' ? {} : { prefix: name }}
              to="/c/$connection/b/$bucket"
            >
              {t('panel.openFolder')}
            </Link>
            <Link
              className={buttonClass('outline', 'small')}
              params={{ connection: scope.connection }}
              search={{ bucket: scope.bucket, ...(name === '' ? {} : { prefix: name }) }}
              to="/c/$connection/links"
            >
              {t('panel.listLinks')}
            </Link>
          </>
        )}
      </p>
      {denial !== undefined && onStage !== undefined && (
        <p className="border-t border-line pt-3 text-13 text-ink-2">{denial}</p>
      )}
      {name !== '' && denial === undefined && onStage !== undefined && (
        <StageForm key={name} {...{ map, pointer, onStage }} scope={scope} />
      )}
    </Frame>
  );
}

/** Where the links shall lead: a folder beside the one they lead to, or what is typed. */
function StageForm({
  map,
  pointer,
  onStage,
  scope,
}: Pick<MapPanelProps, 'map'> & {
  pointer: MapPointer;
  scope: BucketRef;
  onStage: (move: StagedMove) => void;
}) {
  const { t } = useTranslation('map');
  const [typed, setTyped] = useState('');
  const index = map.pointers.findIndex(({ name }) => name === pointer.name);
  const line = map.lines.find(({ from }) => from === index);
  const from = line && map.destinations[line.to];
  const isLink = pointer.kind === 'link';
  const beside = from?.kind === 'folder' ? listSiblings(map, from.name) : [];
  const move = (name: string): StagedMove | undefined =>
    toMove(pointer, { place: { kind: 'folder', name }, line, from });
  const wanted = isLink || typed === '' || typed.endsWith('/') ? typed : `${typed}/`;
  const toTyped = (): StagedMove => ({
    pointer: { kind: pointer.kind, name: pointer.name, links: pointer.links },
    to: wanted,
    place: wanted,
  });
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="text-13 font-medium">{t('panel.lead')}</h3>
      {beside.length > 1 && (
        <CappedList
          className="flex max-h-60 flex-col gap-1 overflow-auto"
          items={beside.toReversed()}
          toKey={(folder) => folder}
        >
          {(folder) => {
            const found = move(folder);
            return (
              <Button
                className="w-full justify-start!"
                disabledReason={found === undefined ? t('panel.present') : undefined}
                onClick={() => found !== undefined && onStage(found)}
                size="small"
              >
                <KeyText className="min-w-0" value={folder} within={toParentPrefix(folder)} />
              </Button>
            );
          }}
        </CappedList>
      )}
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '' || wanted === pointer.name) return;
          onStage(toTyped());
          setTyped('');
        }}
      >
        <KeyField
          label={t(isLink ? 'panel.typedTarget' : 'panel.typedFolder')}
          onKey={setTyped}
          say={() => t('panel.misread')}
          scope={scope}
          value={typed}
        />
        <Button
          className="self-start"
          disabledReason={
            wanted === '' ? t('panel.needTarget') : wanted === pointer.name ? t('panel.same') : undefined
          }
          size="small"
          type="submit"
        >
          {t('panel.stage')}
        </Button>
      </form>
    </section>
  );
}

/** What is stored or missing at one place, and what would break if it went. */
export function DestinationPanel({
  map,
  destination,
  onClose,
  onPointer,
  ...scope
}: Omit<MapPanelProps, 'onStage'> & { destination: MapDestination; onPointer: (name: string) => void }) {
  const { t } = useTranslation('map');
  const { kind, name, stored, links } = destination;
  const index = map.destinations.findIndex((one) => one.kind === kind && one.name === name);
  const lines = map.lines.filter(({ to }) => to === index);
  return (
    <Frame
      onClose={onClose}
      title={
        name === '' ? <DestinationName kind={kind} name="" within="" /> : <KeyText fit="wrap" value={name} />
      }
    >
      <p className="text-13 text-ink-2">
        <DestinationFacts destination={destination} links={links} />
      </p>
      {stored !== undefined && stored.linksIn > 0 && (
        <p className="text-13 font-medium text-caution">{t('panel.breaks', { count: stored.linksIn })}</p>
      )}
      {kind === 'folder' && (
        <Link
          className={`${buttonClass('outline', 'small')} self-start`}
          params={{ connection: scope.connection, bucket: scope.bucket }}
          search={name === '' ? {} : { prefix: name }}
          to="/c/$connection/b/$bucket"
        >
          {t('panel.openFolder')}
        </Link>
      )}
      {(kind === 'object' || kind === 'missing') && name !== '' && !name.endsWith('/') && (
        <p>
          <NeighbourhoodLink objectKey={name} scope={scope} />
        </p>
      )}
      <CappedList
        className="flex flex-col gap-1"
        items={lines}
        toKey={(line) => `${line.from} ${line.health}`}
      >
        {(line) => {
          const pointer = map.pointers[line.from];
          if (pointer === undefined) return null;
          return (
            <button
              className="flex min-h-7 w-full min-w-0 items-center gap-2 rounded-sm px-1 text-left text-13 hover:bg-surface-3"
              onClick={() => onPointer(pointer.name)}
              type="button"
            >
              <HealthGlyph health={line.health} size={14} />
              <PlaceName name={pointer.name} />
              <span className="ml-auto shrink-0 text-12 text-ink-3">{t('links', { count: line.links })}</span>
            </button>
          );
        }}
      </CappedList>
    </Frame>
  );
}

function NeighbourhoodLink({ objectKey, scope }: { objectKey: string; scope: BucketRef }) {
  const { t } = useTranslation('map');
  return (
    <Link
      className={buttonClass('outline', 'small')}
      params={{ connection: scope.connection }}
      search={{ bucket: scope.bucket, view: 'neighbourhood', key: objectKey }}
      to="/c/$connection/map"
    >
      {t('view.neighbourhood')}
    </Link>
  );
}

function Frame({ title, onClose, children }: { title: ReactNode; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation('map');
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-auto p-3">
      <header className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-14 font-semibold break-all">{title}</h2>
        <IconButton icon="close" label={t('panel.close')} onClick={onClose} />
      </header>
      {children}
    </div>
  );
}
