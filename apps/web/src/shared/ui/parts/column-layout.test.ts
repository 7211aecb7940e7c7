import { describe, expect, it } from 'vitest';
import {
  defaultLayout,
  listShown,
  parseLayout,
  stringifyLayout,
  toTemplate,
  withHidden,
  withNextSort,
  withWidth,
  type ColumnLayout,
  type ColumnSpec,
} from './column-layout.ts';

type Id = 'key' | 'health' | 'size';
const key: ColumnSpec<Id> = { id: 'key', width: 200, share: 1.5, fixed: true };
const health: ColumnSpec<Id> = { id: 'health', width: 104, min: 80, max: 160 };
const size: ColumnSpec<Id> = { id: 'size', width: 72 };
const specs = [key, health, size];
const none: ColumnLayout<Id> = defaultLayout;

describe('widths', () => {
  it('share the room that is left until the reader sets them', () => {
    expect(toTemplate(specs, none)).toBe('minmax(200px, 1.5fr) minmax(80px, 104px) minmax(64px, 72px)');
    expect(toTemplate(specs, withWidth(none, key, 333.4))).toBe(
      'minmax(64px, 333px) minmax(80px, 104px) minmax(64px, 72px)',
    );
  });

  it('stay within the limits of the column, and go back to where they began', () => {
    expect(withWidth(none, health, 9).widths).toEqual({ health: 80 });
    const wide = withWidth(none, health, 999);
    expect(wide.widths).toEqual({ health: 160 });
    expect(withWidth(wide, health, undefined).widths).toEqual({});
  });
});

describe('hidden columns', () => {
  it('have no place in the template', () => {
    const layout = withHidden(none, health, true);
    expect(listShown(specs, layout)).toEqual([key, size]);
    expect(toTemplate(specs, layout)).toBe('minmax(200px, 1.5fr) minmax(64px, 72px)');
    expect(withHidden(layout, health, false).hidden).toEqual([]);
  });

  it('never include the one that names the row', () => {
    expect(withHidden(none, key, true)).toBe(none);
  });
});

it('sorts upwards, downwards, and then as the list comes', () => {
  const up = withNextSort(none, 'size');
  const down = withNextSort(up, 'size');
  expect([up.sort, down.sort, withNextSort(down, 'size').sort]).toEqual([
    { column: 'size', descending: false },
    { column: 'size', descending: true },
    undefined,
  ]);
  expect(withNextSort(down, 'key').sort).toEqual({ column: 'key', descending: false });
});

describe('a remembered layout', () => {
  it('is read back as it was', () => {
    const layout = withNextSort(withHidden(withWidth(none, key, 300), size, true), 'health');
    expect(parseLayout(specs, stringifyLayout(layout))).toEqual(layout);
  });

  it('keeps only columns that exist and widths that fit', () => {
    const text =
      '{"widths":{"gone":9,"health":9,"key":"wide"},"hidden":["gone","key"],"sort":{"column":"gone"}}';
    expect(parseLayout(specs, text)).toEqual({ widths: { health: 80 }, hidden: [] });
  });

  it.each(['', '{', '[]', 'null', '{"widths":[],"hidden":[]}', '{"widths":{},"hidden":"key"}'])(
    'is none where %j is stored',
    (text) => {
      expect(parseLayout(specs, text)).toBeUndefined();
    },
  );
});
