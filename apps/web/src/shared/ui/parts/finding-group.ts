import type { FindingLevel } from '@signpost/link-model/write';
import type { ReactNode } from 'react';

/** All findings of one code. */
export interface FindingGroup<Row> {
  code: string;
  level: FindingLevel;
  title: string;
  /** What it means for all of them. */
  text?: string;
  count: number;
  /** The rows that are loaded; the count may be higher. */
  rows: readonly Row[];
  /** One choice is something to accept; several are alternatives; none is a fact to read. */
  choices: readonly { value: string; label: string }[];
}

export interface FindingRowFormat<Row> {
  toId: (row: Row) => string;
  /** A short plain name, for the controls of the row. */
  toName: (row: Row) => string;
  render: (row: Row) => ReactNode;
}
