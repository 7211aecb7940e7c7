import { Readable } from 'node:stream';
import { toAttachment } from '../objects/content-disposition.ts';
import type { OperationContext, StreamAnswer } from './operation.ts';

/** Media types of files that are exported, by the end of their names. */
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
} as const;

export type FileFormat = keyof typeof mediaTypes;

/** A file to be kept, written while it is read. */
export function toFileAnswer(
  { headOnly }: OperationContext,
  { name, format }: { name: string; format: FileFormat },
  toText: () => AsyncGenerator<string>,
): StreamAnswer {
  return {
    status: 200,
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': toAttachment(`${name}.${format}`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    ...(headOnly ? {} : { body: Readable.from(toText()) }),
  };
}
