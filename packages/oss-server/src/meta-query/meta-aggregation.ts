import type { XmlChild } from '@signpost/oss-protocol';

import { invalidArgument } from '../protocol/oss-fault.ts';
import type { Entry } from '../store/entry.ts';
import { metaField } from './meta-fields.ts';
import type { MetaValue } from './meta-fields.ts';

/** One figure over all objects a query finds. */
export interface Aggregation {
  field: string;
  operation: string;
}

/** Collects values object by object and answers at the end. */
export interface Aggregator {
  add(entry: Entry): void;
  element(): XmlChild;
}

type Counts = readonly (readonly [value: MetaValue, count: number])[];

const SUMMARIES: ReadonlyMap<string, (counts: Counts) => number> = new Map([
  ['min', (counts) => counts.reduce((least, [value]) => Math.min(least, Number(value)), Infinity)],
  ['max', (counts) => counts.reduce((most, [value]) => Math.max(most, Number(value)), -Infinity)],
  ['sum', (counts) => sumOf(counts)],
  ['average', (counts) => sumOf(counts) / countOf(counts)],
  ['count', (counts) => countOf(counts)],
  ['distinct', (counts) => counts.length],
]);

function sumOf(counts: Counts): number {
  return counts.reduce((sum, [value, count]) => sum + Number(value) * count, 0);
}

function countOf(counts: Counts): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/** @throws OssFault InvalidArgument */
export function createAggregator({ field, operation }: Aggregation): Aggregator {
  const read = metaField(field);
  if (read === undefined) throw invalidArgument('Field', field);
  const summarise = SUMMARIES.get(operation);
  if (operation !== 'group' && summarise === undefined) throw invalidArgument('Operation', operation);
  const counts = new Map<MetaValue, number>();
  return {
    add(entry) {
      const value = read(entry);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    },
    element() {
      const head: XmlChild[] = [
        ['Field', field],
        ['Operation', operation],
      ];
      if (operation === 'group') {
        const groups = [...counts].map(([value, count]): XmlChild => [
          'Group',
          [
            ['Value', value],
            ['Count', count],
          ],
        ]);
        return ['Aggregation', [...head, ['Groups', groups]]];
      }
      const value = counts.size === 0 ? 0 : summarise!([...counts]);
      return ['Aggregation', [...head, ['Value', value]]];
    },
  };
}
