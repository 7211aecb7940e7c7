import type { Neighbour } from '@signpost/api-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardSize, groupNeighbours, layOutNeighbourhood } from './neighbourhood-layout.ts';

const near = (key: string, step: number, to?: number): Neighbour => ({
  key,
  step,
  kind: 'link',
  backlinks: 0,
  omitted: 0,
  ...(to === undefined ? {} : { to }),
});
/** Columns from left to right, each from top to bottom. */
function columnsOf(items: readonly Neighbour[]): string[] {
  const { cards } = layOutNeighbourhood(items);
  return Array.from(Map.groupBy(cards, ({ x }) => x).values(), (column) =>
    column.map(({ key }) => key).join(' '),
  );
}

describe('the picture of a neighbourhood', () => {
  it('has a column for each step, with the key in the middle of the links beside it', () => {
    const items = [near('key', 0, 1), near('target', 1), near('d', 0, 1), near('b', 0, 1), near('in', -1, 0)];
    expect(columnsOf(items)).toEqual(['in', 'b key d', 'target']);
    const { cards } = layOutNeighbourhood(items);
    const at = (key: string) => cards.find((card) => card.key === key);
    const middle = -cardSize.height / 2;
    expect([at('key')?.y, at('in')?.y, at('target')?.y]).toEqual([middle, middle, middle]);
    expect(at('in')?.x).toBe(0);
    expect(at('target')?.x).toBe(2 * (cardSize.width + cardSize.gapX));
  });

  it('puts links that lead to one card together, in the order of the cards', () => {
    const items = [
      near('key', 0),
      near('p', -1, 0),
      near('a', -1, 0),
      near('to-p', -2, 1),
      near('z-to-a', -2, 2),
      near('y-to-a', -2, 2),
    ];
    expect(columnsOf(items)).toEqual(['y-to-a z-to-a to-p', 'a p', 'key']);
    const { cards } = layOutNeighbourhood(items.slice(0, 4));
    const at = (key: string): number | undefined => cards.find((card) => card.key === key)?.y;
    expect(at('to-p')).toBe(at('p'));
    expect(at('p')).toBeGreaterThan(at('a') ?? 0);
  });

  it('gives a card that has more to say more room', () => {
    const items = [near('key', 0, 1), { ...near('gone', 1), kind: 'missing' as const, omitted: 3 }];
    const heights = layOutNeighbourhood(items).cards.map(({ height }) => height);
    expect(heights).toEqual([cardSize.height, cardSize.height + 2 * cardSize.line]);
  });

  it('draws a line for each link whose target is listed, and says which lead back', () => {
    const loop = [near('a', 0, 1), near('b', 1, 0), near('self', -1, 2)];
    expect(layOutNeighbourhood(loop).lines).toEqual([
      { from: 'a', to: 'b', back: false },
      { from: 'b', to: 'a', back: true },
      { from: 'self', to: 'self', back: true },
    ]);
    expect(layOutNeighbourhood([]).cards).toEqual([]);
  });

  const items = fc
    .uniqueArray(fc.record({ key: fc.string(), step: fc.integer({ min: -2, max: 3 }), to: fc.nat(20) }), {
      minLength: 1,
      maxLength: 20,
      selector: ({ key }) => key,
    })
    .map((all) => all.map(({ key, step, to }, i) => near(key, i === 0 ? 0 : step, to)));

  it('places every card once, none over another, the key at the height 0, and the same every time', () => {
    fc.assert(
      fc.property(items, (all) => {
        const { cards } = layOutNeighbourhood(all);
        expect(cards.map(({ key }) => key).toSorted()).toEqual(all.map(({ key }) => key).toSorted());
        const asked = cards.find(({ key }) => key === all[0]?.key);
        expect((asked?.y ?? 1) + (asked?.height ?? 1) / 2).toBe(0);
        for (const [i, one] of cards.entries())
          for (const other of cards.slice(i + 1)) {
            const apart =
              Math.abs(one.x - other.x) >= cardSize.width + cardSize.gapX ||
              one.y + one.height + cardSize.gapY <= other.y + 1e-6 ||
              other.y + other.height + cardSize.gapY <= one.y + 1e-6;
            expect(apart).toBe(true);
          }
        const [head, ...rest] = all;
        const turned = [...(head === undefined ? [] : [head]), ...rest.map(({ to: _to, ...one }) => one)];
        const straight = layOutNeighbourhood(turned).cards;
        const reversed = layOutNeighbourhood([...turned.slice(0, 1), ...turned.slice(1).reverse()]).cards;
        expect(reversed).toEqual(straight);
      }),
    );
  });

  it('is told as a list in groups, each key once', () => {
    const all = [
      near('key', 0, 1),
      near('t', 1, 2),
      near('end', 2),
      near('in', -1, 0),
      near('x', 0, 1),
      near('far', -2, 3),
    ];
    expect(groupNeighbours(all).map(({ group, items: some }) => [group, some.map(({ key }) => key)])).toEqual(
      [
        ['asked', ['key']],
        ['target', ['t', 'end']],
        ['leading', ['in']],
        ['further', ['far']],
        ['beside', ['x']],
      ],
    );
  });
});
