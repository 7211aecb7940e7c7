import { Readable } from 'node:stream';
import { toAttachment } from '../objects/content-disposition.ts';
import { countRecords } from './count-records.ts';
import type { OperationContext, StreamAnswer } from './operation.ts';
import { recordAfter, recordEvent, type EventParts } from './record-event.ts';

/** Media types of files that are exported, by the end of their names. */
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
} as const;

export type FileFormat = keyof typeof mediaTypes;

export interface ExportedFile {
  name: string;
  format: FileFormat;
  /** What the audit log says of it. */
  event: Omit<EventParts, 'outcome'>;
}

/**
 * A file to be kept, written while it is read. The audit log knows of it before its first byte leaves, and how many rows
 * left at the end. Throws `database-unavailable`: nothing is taken away unrecorded.
 */
export async function toFileAnswer(
  context: OperationContext,
  { name, format, event }: ExportedFile,
  toText: () => AsyncGenerator<string>,
): Promise<StreamAnswer> {
  const { headOnly } = context;
  const told = { ...event, details: { ...event.details, format } };
  if (!headOnly) await recordEvent(context, { ...told, outcome: 'started' });
  return {
    status: 200,
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': toAttachment(`${name}.${format}`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    ...(headOnly ? {} : { body: Readable.from(recordEnd(context, told, { format, text: toText() })) }),
  };
}

/** What an export was narrowed by, as far as it was. */
export function toGivenDetails(
  filters: Readonly<Record<string, string | undefined>>,
): Pick<EventParts, 'details'> {
  const given = Object.entries(filters).flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [[name, text] as const],
  );
  return given.length === 0 ? {} : { details: Object.fromEntries(given) };
}

async function* recordEnd(
  context: OperationContext,
  told: ExportedFile['event'],
  { format, text }: { format: FileFormat; text: AsyncGenerator<string> },
): AsyncGenerator<string> {
  const rows = countRecords(format);
  let isWhole = false;
  try {
    for await (const piece of text) {
      rows?.add(piece);
      yield piece;
    }
    isWhole = true;
  } finally {
    const details = { ...told.details, ...(rows === undefined ? {} : { rows: rows.count() }) };
    await recordAfter(context, { ...told, details, outcome: isWhole ? 'done' : 'failed' });
  }
}
