import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIndexBatches } from './index-batches.ts';
import type { ListRow } from './list-rows.ts';

const row = fc.record({
  kind: fc.constantFrom('folder' as const, 'object' as const),
  id: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
}) as fc.Arbitrary<ListRow>;

it('every row is asked about once, in questions within their bounds', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const batches = toIndexBatches(rows, { rows: 7, bytes: 400 });
      expect(batches.flatMap(({ prefixes }) => prefixes)).toEqual(
        rows.flatMap(({ kind, id }) => (kind === 'folder' ? id : [])),
      );
      expect(batches.flatMap(({ keys }) => keys)).toEqual(
        rows.flatMap(({ kind, id }) => (kind === 'folder' ? [] : id)),
      );
      for (const batch of batches) {
        const ids = [...batch.prefixes, ...batch.keys];
        expect(ids.length).toBeGreaterThan(0);
        expect(ids.length).toBeLessThanOrEqual(7);
        // A single row may be longer than the bound; it then stands alone.
        const bytes = Buffer.byteLength(JSON.stringify(ids));
        expect(ids.length === 1 || bytes <= 401).toBe(true);
      }
    }),
  );
});

it('a page of the longest keys there are fits the length that the API takes', () => {
  const rows = Array.from({ length: 1000 }, (_, i): ListRow => ({
    kind: 'folder',
    id: `${'\u0001'.repeat(1018)}${String(i).padStart(5, '0')}`,
  }));
  for (const batch of toIndexBatches(rows)) {
    expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(64 * 1024);
  }
});
