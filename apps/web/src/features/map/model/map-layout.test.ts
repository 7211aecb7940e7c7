import type { LinkMap, MapDestination, MapLine, MapPointer } from '@signpost/api-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, pointOnLine, rowHeights } from './map-layout.ts';

const pointer = (name: string, links = 1): MapPointer => ({ kind: 'link', name, links, newest: '' });
const folder = (name: string, newest = '2026-11-22'): MapDestination => ({
  kind: 'folder',
  name,
  links: 1,
  stored: { objects: 1, bytes: 1, classes: {}, newest, linksIn: 1 },
});
const missing = (name: string): MapDestination => ({ kind: 'missing', name, links: 1 });
const line = (from: number, to: number, links = 1): MapLine => ({
  from,
  to,
  links,
  health: 'ok',
  whole: false,
  first: { key: '' },
  via: [],
});
const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name);

describe('the layout of the map', () => {
  it('puts what is newest first, and pointers beside what they lead to', () => {
    const layout = layOut({
      pointers: [pointer('a'), pointer('b'), pointer('c', 3)],
      destinations: [folder('old', '2026-01-01'), folder('new', '2026-11-01')],
      lines: [line(0, 0), line(1, 1), line(2, 1)],
    });
    expect(names(layout.destinations)).toEqual(['new', 'old']);
    expect(names(layout.pointers)).toEqual(['c', 'b', 'a']);
    const { pointer: row, destination, gap } = rowHeights;
    expect(layout.pointers.map(({ y }) => y)).toEqual([0, row, 2 * row + gap + (destination - row) / 2]);
    expect(layout.destinations.map(({ y }) => y)).toEqual([(2 * row - destination) / 2, 2 * row + gap]);
    expect(layout.height).toBe(2 * row + gap + destination);
  });

  it('puts what is missing below the folder that its pointer follows for the most part', () => {
    const layout = layOut({
      pointers: [pointer('latest/', 9), pointer('lost')],
      destinations: [
        missing('v/2/c'),
        folder('v/1/', '2026-01-01'),
        folder('v/2/', '2026-11-01'),
        missing('x'),
      ],
      lines: [line(0, 2, 8), line(0, 0, 1), line(1, 3)],
    });
    expect(names(layout.destinations)).toEqual(['v/2/', 'v/2/c', 'v/1/', 'x']);
  });

  it('places every row once, without overlap, and every line at its rows', () => {
    const map: fc.Arbitrary<Pick<LinkMap, 'pointers' | 'destinations' | 'lines'>> = fc
      .array(fc.array(fc.tuple(fc.nat(5), fc.nat(9)), { minLength: 1, maxLength: 3 }), { maxLength: 8 })
      .map((ends) => ({
        pointers: ends.map((_, i) => pointer(`p${i}`)),
        destinations: Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? folder(`d${i}`) : missing(`d${i}`))),
        lines: ends.flatMap((own, from) =>
          own.map(([to, links]) => line(from, to, links)).toSorted((a, b) => b.links - a.links),
        ),
      }));
    fc.assert(
      fc.property(map, (drawn) => {
        const layout = layOut(drawn);
        expect(names(layout.pointers).toSorted()).toEqual(names(drawn.pointers).toSorted());
        expect(names(layout.destinations).toSorted()).toEqual(names(drawn.destinations).toSorted());
        for (const [rows, height] of [
          [layout.pointers, rowHeights.pointer],
          [layout.destinations, rowHeights.destination],
        ] as const)
          for (const [i, { y }] of rows.slice(1).entries())
            expect(y).toBeGreaterThanOrEqual((rows[i]?.y ?? 0) + height);
        for (const { from, y1 } of layout.lines)
          expect(y1).toBe(
            (layout.pointers.find(({ index }) => index === from)?.y ?? -1) + rowHeights.pointer / 2,
          );
      }),
    );
  });

  it('knows the points of a line', () => {
    expect(pointOnLine({ y1: 10, y2: 30 }, 0)).toEqual({ x: 0, y: 10 });
    expect(pointOnLine({ y1: 10, y2: 30 }, 0.5)).toEqual({ x: 50, y: 20 });
    expect(pointOnLine({ y1: 10, y2: 30 }, 1)).toEqual({ x: 100, y: 30 });
  });
});
