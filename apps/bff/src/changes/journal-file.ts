import { open, readFile, type FileHandle } from 'node:fs/promises';
import { ProblemError } from '../problems/problem-error.ts';
import type { Intent, Journal, Outcome } from './journal.ts';
import { JournalIndex } from './journal-index.ts';

/** One line of the file. */
type Row = ({ row: 'intent' } & Intent) | ({ row: 'outcome' } & Outcome);

/**
 * The journal as an append-only file of JSON lines, 0600, each line on the disk before the call resolves. A last line
 * without its end was torn by a crash before anybody was told about it, and is cut off; a damaged line elsewhere is
 * reported to `onDamage` and left in place.
 */
export async function openJournalFile(file: string, onDamage: (line: number) => void): Promise<Journal> {
  const index = new JournalIndex();
  const handle = await open(file, 'a+', 0o600);
  const text = await readFile(file);
  const whole = text.lastIndexOf(10) + 1;
  if (whole < text.length) await handle.truncate(whole);
  const lines = text.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  for (const [i, line] of lines.entries()) {
    const row = parseRow(line);
    if (row !== undefined) addRow(index, row);
    else if (line !== '') onDamage(i + 1);
  }
  const append = createAppender(handle);
  return {
    async recordIntent(intent) {
      try {
        await append({ row: 'intent', ...intent });
      } catch (error) {
        throw new ProblemError('change-not-recorded', {}, { cause: error });
      }
      index.addIntent(intent);
    },
    async recordOutcome(outcome) {
      await append({ row: 'outcome', ...outcome });
      index.addOutcome(outcome);
    },
    get: (connection, id) => index.get(connection, id),
    list: (filter, page) => index.list(filter, page),
    latest: (key) => index.latest(key),
    unresolved: (key) => index.unresolved(key),
    close: () => handle.close(),
  };
}

/** Appends one at a time: two lines must never mix. */
function createAppender(handle: FileHandle): (row: Row) => Promise<void> {
  let tail: Promise<unknown> = Promise.resolve();
  // After a failed append part of a line may stand there: the next one starts on a line of its own.
  let torn = false;
  return (row) => {
    const done = tail.then(async () => {
      const line = `${torn ? '\n' : ''}${JSON.stringify(row)}\n`;
      torn = true;
      await handle.appendFile(line, 'utf8');
      await handle.datasync();
      torn = false;
    });
    tail = done.catch(() => undefined);
    return done;
  };
}

function parseRow(line: string): Row | undefined {
  try {
    const row = JSON.parse(line) as Partial<Row> | null;
    const isRow = typeof row?.id === 'string' && (row.row === 'intent' || row.row === 'outcome');
    return isRow ? (row as Row) : undefined;
  } catch {
    return undefined;
  }
}

function addRow(index: JournalIndex, row: Row): void {
  if (row.row === 'intent') {
    const { row: _, ...intent } = row;
    index.addIntent(intent);
  } else {
    const { row: _, ...outcome } = row;
    index.addOutcome(outcome);
  }
}
