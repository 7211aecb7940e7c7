/** Counts the rows of a file while it is written. */
export interface RecordCount {
  add(text: string): void;
  count(): number;
}

/** Undefined for formats whose lines are no rows. */
export function countRecords(format: string): RecordCount | undefined {
  if (format !== 'csv' && format !== 'ndjson') return undefined;
  const isCsv = format === 'csv';
  let lines = 0;
  let isQuoted = false;
  return {
    add(text) {
      for (let at = 0; at < text.length; at += 1) {
        const sign = text.charCodeAt(at);
        // A line break within quotes is part of a cell. A doubled quote opens again what it closed.
        if (isCsv && sign === 0x22) isQuoted = !isQuoted;
        else if (sign === 0x0a && !isQuoted) lines += 1;
      }
    },
    // The first line of a CSV names its columns.
    count: () => (isCsv ? Math.max(0, lines - 1) : lines),
  };
}
