import { invalidArgument } from '../protocol/oss-fault.ts';
import type { Entry } from '../store/entry.ts';
import { compareMetaValues, metaField, parseMetaValue } from './meta-fields.ts';
import type { MetaValue } from './meta-fields.ts';

export type MetaPredicate = (entry: Entry) => boolean;

const MAX_DEPTH = 5;

/**
 * Reads the JSON text of a query.
 * @throws OssFault InvalidArgument for what is no query, or uses an unknown field or operation
 */
export function parseMetaQuery(text: string): MetaPredicate {
  if (text.trim() === '') return () => true;
  let query: unknown;
  try {
    query = JSON.parse(text);
  } catch {
    throw invalidArgument('Query', text);
  }
  return toPredicate(query, 0);
}

function toPredicate(query: unknown, depth: number): MetaPredicate {
  if (typeof query !== 'object' || query === null || depth > MAX_DEPTH)
    throw invalidArgument('Query', JSON.stringify(query));
  const { Operation, Field, Value, SubQueries } = query as Record<string, unknown>;
  if (typeof Operation !== 'string') throw invalidArgument('Operation', String(Operation));
  if (Array.isArray(SubQueries))
    return combine(
      Operation,
      SubQueries.map((sub) => toPredicate(sub, depth + 1)),
    );
  const read = typeof Field === 'string' ? metaField(Field) : undefined;
  if (read === undefined) throw invalidArgument('Field', String(Field));
  if (Operation === 'exist') return (entry) => read(entry) !== undefined;
  if (typeof Value !== 'string') throw invalidArgument('Value', String(Value));
  const wanted = parseMetaValue(Field as string, Value);
  const compare = COMPARISONS.get(Operation);
  if (compare === undefined) throw invalidArgument('Operation', Operation);
  return (entry) => {
    const actual = read(entry);
    return actual !== undefined && compare(actual, wanted);
  };
}

const COMPARISONS: ReadonlyMap<string, (actual: MetaValue, wanted: MetaValue) => boolean> = new Map([
  ['eq', (actual, wanted) => actual === wanted],
  ['gt', (actual, wanted) => compareMetaValues(actual, wanted) > 0],
  ['gte', (actual, wanted) => compareMetaValues(actual, wanted) >= 0],
  ['lt', (actual, wanted) => compareMetaValues(actual, wanted) < 0],
  ['lte', (actual, wanted) => compareMetaValues(actual, wanted) <= 0],
  ['prefix', (actual, wanted) => String(actual).startsWith(String(wanted))],
  ['match', (actual, wanted) => String(actual).includes(String(wanted))],
]);

function combine(operation: string, parts: MetaPredicate[]): MetaPredicate {
  switch (operation) {
    case 'and':
      return (entry) => parts.every((holds) => holds(entry));
    case 'or':
      return (entry) => parts.some((holds) => holds(entry));
    case 'not':
      return (entry) => !parts.some((holds) => holds(entry));
    default:
      throw invalidArgument('Operation', operation);
  }
}
