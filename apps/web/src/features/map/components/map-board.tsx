import type { LinkMap } from '@signpost/api-contract';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import {
  countAfter,
  findBroken,
  findRow,
  toId,
  toStagedLines,
  type RowRef,
  type Side,
} from '../model/board-facts.ts';
import { findNeighbour } from '../model/find-neighbours.ts';
import { layOut, rowHeights, type MapLayout } from '../model/map-layout.ts';
import type { DrawnMap } from '../model/narrow-map.ts';
import { toMove, type Jack, type StagedMove } from '../model/staged-moves.ts';
import { useSpokenRows } from '../use-spoken-rows.ts';
import type { StagedMoves } from '../use-staged-moves.ts';
import { useVisibleRange } from '../use-visible-range.ts';
import { DestinationRow } from './destination-row.tsx';
import { MapLines } from './map-lines.tsx';
import { PointerRow } from './pointer-row.tsx';

interface MapBoardProps extends BucketRef {
  map: DrawnMap & Pick<LinkMap, 'unpointed'>;
  /** Folder that is left out of names. */
  within: string;
  staged: StagedMoves;
  /** The map is of an earlier moment: nothing can be moved. */
  readOnly: boolean;
  selected: { side: Side; name: string } | undefined;
  onSelect: (selected: { side: Side; name: string }) => void;
}

/**
 * Pointers on the left, destinations on the right, lines between. Rows and lines out of view are not drawn. Arrows move
 * between rows and sides, Space picks a pointer up and sets it down on a destination, `[` and `]` lead it to the folder before or after.
 */
export function MapBoard({ map, within, staged, readOnly, selected, onSelect, ...scope }: MapBoardProps) {
  const { t } = useTranslation('map');
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef(new Map<string, HTMLButtonElement>());
  const range = useVisibleRange(box);
  const layout = useMemo(() => layOut(map), [map]);
  const spoken = useSpokenRows(map);
  const [looked, setLooked] = useState<RowRef>();
  const [carried, setCarried] = useState<number>();
  const [focused, setFocused] = useState<RowRef>({ side: 'pointer', index: layout.pointers[0]?.index ?? 0 });
  const [said, setSaid] = useState('');
  const moveFocus = useRef(false);

  const chosen = selected && findRow(map, selected);
  const active = looked ?? chosen;
  const isLit = (line: MapLayout['lines'][number]): boolean =>
    active === undefined ||
    (active.side === 'pointer' ? line.from === active.index : line.to === active.index);
  const litLines = active === undefined ? undefined : layout.lines.filter(isLit);
  const stateOf = ({ side, index }: RowRef): 'plain' | 'lit' | 'dim' => {
    if (litLines === undefined || active === undefined) return 'plain';
    const isOwn = active.side === side && active.index === index;
    return isOwn || litLines.some((line) => (side === 'pointer' ? line.from : line.to) === index)
      ? 'lit'
      : 'dim';
  };

  const linesByPointer = useMemo(() => Map.groupBy(map.lines, ({ from }) => from), [map]);
  const linesOf = (index: number) => linesByPointer.get(index) ?? [];
  const moveTo = (index: number, place: Jack): StagedMove | undefined => {
    const pointer = readOnly ? undefined : map.pointers[index];
    const line = linesOf(index)[0];
    return pointer && toMove(pointer, { place, line, from: line && map.destinations[line.to] });
  };
  const stageMove = (index: number, place: Jack): void => {
    const move = moveTo(index, place);
    setCarried(undefined);
    if (move === undefined) return setSaid(t('say.cannot', { to: spoken.destinationName(place) }));
    staged.add(move);
    setSaid(t('say.staged', { name: move.pointer.name, to: move.to }));
  };

  useEffect(() => {
    if (!moveFocus.current) return;
    moveFocus.current = false;
    const row = rows.current.get(toId(focused));
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }, [focused]);

  const focus = (row: RowRef): void => {
    moveFocus.current = true;
    setFocused(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { side, index } = focused;
    const list = side === 'pointer' ? layout.pointers : layout.destinations;
    const at = list.findIndex((row) => row.index === index);
    const step = (by: number): void => {
      const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
      if (next !== undefined) focus({ side, index: next.index });
    };
    const cross = (): void => {
      const line = layout.lines.find((one) => (side === 'pointer' ? one.from : one.to) === index);
      const other = side === 'pointer' ? 'destination' : 'pointer';
      if (line !== undefined) focus({ side: other, index: side === 'pointer' ? line.to : line.from });
    };
    const shift = (by: number): void => {
      const line = linesOf(index)[0];
      const folder = line && map.destinations[line.to];
      if (folder?.kind !== 'folder') return;
      const place = findNeighbour(map, folder.name, by);
      if (place === undefined) setSaid(t(by > 0 ? 'say.last' : 'say.first'));
      else stageMove(index, place);
    };
    const acts: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => step(-list.length),
      End: () => step(list.length),
      ArrowRight: () => side === 'pointer' && cross(),
      ArrowLeft: () => side === 'destination' && cross(),
      '[': () => side === 'pointer' && !readOnly && shift(-1),
      ']': () => side === 'pointer' && !readOnly && shift(1),
      ' ': () => {
        if (readOnly) return;
        if (side === 'pointer') {
          setCarried(carried === index ? undefined : index);
          if (carried !== index) setSaid(t('say.carried', { name: map.pointers[index]?.name ?? '' }));
        } else if (carried !== undefined) {
          const place = map.destinations[index];
          if (place !== undefined) stageMove(carried, place);
        }
      },
      Escape: () => setCarried(undefined),
    };
    const act = acts[event.key];
    if (act === undefined || (event.target as HTMLElement).closest('a') !== null) return;
    event.preventDefault();
    act();
  };

  const inView = (y: number, height: number): boolean => y < range.bottom && y + height > range.top;
  const isShown = (row: RowRef, y: number, height: number): boolean =>
    inView(y, height) || (row.side === focused.side && row.index === focused.index);
  const after = countAfter(map, readOnly ? [] : staged.moves);
  const keep =
    (row: RowRef) =>
    (element: HTMLButtonElement | null): void => {
      if (element === null) rows.current.delete(toId(row));
      else rows.current.set(toId(row), element);
    };
  // The row that Tab comes to; one that the map has lost is no place.
  const tabStop = toId(
    (focused.side === 'pointer' ? map.pointers : map.destinations)[focused.index] === undefined
      ? { side: 'pointer', index: layout.pointers[0]?.index ?? 0 }
      : focused,
  );

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the rows in it
    <div className="relative min-h-0 flex-1 overflow-auto px-3 pb-3" onKeyDown={onKeyDown} ref={box}>
      <div className="grid min-w-[52rem] grid-cols-[minmax(14rem,24rem)_minmax(10rem,1fr)_minmax(20rem,30rem)]">
        <ColumnHead title={t('pointers.title')}>{t('pointers.about')}</ColumnHead>
        <span />
        <ColumnHead title={t('destinations.title')}>{t('destinations.about')}</ColumnHead>
        <ul aria-label={t('pointers.title')} className="relative" style={{ height: layout.height }}>
          {layout.pointers.map(({ y, index, ...pointer }) => {
            const row: RowRef = { side: 'pointer', index };
            if (!isShown(row, y, rowHeights.pointer)) return null;
            return (
              <li className="absolute inset-x-0" key={pointer.name} style={{ top: y + 2 }}>
                <PointerRow
                  carried={carried === index}
                  onDrag={(drags) => setCarried(drags ? index : undefined)}
                  onLook={(looks) => {
                    setLooked(looks ? row : undefined);
                    if (looks) setFocused(row);
                  }}
                  onSelect={() => onSelect({ side: 'pointer', name: pointer.name })}
                  movable={!readOnly}
                  pointer={pointer}
                  ref={keep(row)}
                  selected={chosen?.side === 'pointer' && chosen.index === index}
                  spoken={spoken.ends(linesOf(index))}
                  staged={staged.moves.some((move) => move.pointer.name === pointer.name)}
                  state={stateOf(row)}
                  tabbable={tabStop === toId(row)}
                  within={within}
                />
              </li>
            );
          })}
        </ul>
        <MapLines
          countOf={(index) => linesOf(index).length}
          height={layout.height}
          lines={layout.lines.filter(({ y1, y2 }) => inView(Math.min(y1, y2), Math.abs(y2 - y1)))}
          lit={active === undefined ? undefined : isLit}
          staged={readOnly ? [] : toStagedLines(layout, staged.moves)}
          within={within}
        />
        <ul aria-label={t('destinations.title')} className="relative" style={{ height: layout.height }}>
          {layout.destinations.map(({ y, index, ...destination }) => {
            const row: RowRef = { side: 'destination', index };
            if (!isShown(row, y, rowHeights.destination)) return null;
            return (
              <li
                className="absolute inset-x-0"
                key={`${destination.kind} ${destination.name}`}
                style={{ top: y }}
              >
                <DestinationRow
                  {...scope}
                  after={after.get(index)}
                  broken={readOnly ? undefined : findBroken(map, index)}
                  destination={destination}
                  onDrop={() => carried !== undefined && stageMove(carried, destination)}
                  onLook={(looks) => {
                    setLooked(looks ? row : undefined);
                    if (looks) setFocused(row);
                  }}
                  onSelect={() => onSelect({ side: 'destination', name: destination.name })}
                  ref={keep(row)}
                  selected={chosen?.side === 'destination' && chosen.index === index}
                  state={stateOf(row)}
                  tabbable={tabStop === toId(row)}
                  takes={carried !== undefined && moveTo(carried, destination) !== undefined}
                  within={within}
                />
              </li>
            );
          })}
        </ul>
      </div>
      <output aria-live="polite" className="sr-only">
        {said}
      </output>
    </div>
  );
}

function ColumnHead({ title, children }: { title: string; children: string }) {
  return (
    <div className="flex h-9 items-center gap-2 text-12">
      <h2 className="font-medium text-ink-2">{title}</h2>
      <span className="truncate text-ink-3">{children}</span>
    </div>
  );
}
