import { createStoredChoice, type StoredChoice } from '../../lib/stored-choice.ts';
import { defaultLayout, parseLayout, stringifyLayout, type ColumnSpec } from './column-layout.ts';

/** The columns of one grid, and where the reader's changes are remembered. */
export interface ColumnStore<Id extends string> {
  specs: readonly ColumnSpec<Id>[];
  text: StoredChoice<string>;
}

/** Remembers the columns of a grid under `signpost.columns.<name>`. */
export function createColumnStore<Id extends string>(
  name: string,
  specs: readonly ColumnSpec<Id>[],
): ColumnStore<Id> {
  const parse = (text: string): string | undefined =>
    parseLayout(specs, text) === undefined ? undefined : text;
  return {
    specs,
    text: createStoredChoice<string>(`columns.${name}`, parse, stringifyLayout(defaultLayout)),
  };
}
