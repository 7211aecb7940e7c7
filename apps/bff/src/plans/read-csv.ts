import { createCsvReader, detectSeparator, type CsvProblem, type CsvRow } from '@signpost/link-model/plan';
import { CsvError, parse } from 'csv-parse';

/** What a CSV file cannot be read for: what is wrong with a line, or with its quotes. */
export type CsvFault = CsvProblem | { line: number; code: 'quotes' };

export interface ReadCsv {
  rows: CsvRow[];
  /** The first of them. */
  faults: CsvFault[];
}

const mostFaults = 100;

interface Parsed {
  record: string[];
  info: { lines: number };
}

/** Reads a CSV file of links: comma, semicolon or tab, with or without a byte order mark. Never throws for its content. */
export async function readCsv(text: string): Promise<ReadCsv> {
  const take = createCsvReader();
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  const records = parse(text, {
    bom: true,
    delimiter: detectSeparator(text),
    info: true,
    // The reader tells of lines that are too long or too short.
    relax_column_count: true,
  }) as AsyncIterable<Parsed>;
  try {
    for await (const { record, info } of records) {
      const taken = take(record, info.lines);
      if (taken === undefined) continue;
      if ('row' in taken) rows.push(taken.row);
      else faults.push(...taken.problems);
      if (faults.length >= mostFaults) break;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.push({ line: Number(error['lines'] ?? 1), code: 'quotes' });
  }
  return { rows, faults };
}
