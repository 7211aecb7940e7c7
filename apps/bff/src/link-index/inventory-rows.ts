import { createHash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OssError } from '@signpost/oss-client';
import { decodeUriTextStrict } from '@signpost/oss-protocol/rules';
import { CsvError, parse } from 'csv-parse';
import { ProblemError } from '../problems/problem-error.ts';
import type { InventoryFile } from './inventory-manifest.ts';

/** What an inventory or the metadata index says of one key. */
export interface SourceRow {
  key: string;
  etag: string;
  size: number;
  storageClass: string;
  /** ISO 8601. */
  lastModified: string;
  isLink: boolean;
}

/** Rows that are read together; `read` counts those of old versions, too. */
export interface RowBatch {
  rows: SourceRow[];
  read: number;
}

const batchSize = 1000;

/** A key of 1,023 bytes, each escaped, and the other columns. */
const longestRow = 16_384;

/** @throws ProblemError `inventory-damaged` for a file that is not the one that the manifest names */
export async function checkFile(body: Readable, { key, size, md5 }: InventoryFile): Promise<void> {
  const hash = createHash('md5');
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  if (bytes !== size || hash.digest('hex').toUpperCase() !== md5)
    throw damaged(`${key} has not the size and the checksum that the manifest names.`);
}

/**
 * Reads the rows of a file as they come, so that no file is ever whole in memory.
 * @param skip rows that were read before
 * @throws ProblemError `inventory-damaged`; what the body fails with
 */
export async function* readRows(
  body: Readable,
  { columns, skip }: { columns: readonly string[]; skip: number },
): AsyncGenerator<RowBatch> {
  const parser = parse({ bom: true, skip_empty_lines: true, max_record_size: longestRow });
  const toRow = createRowReader(columns);
  // What fails is told to whoever reads from the end of it.
  const records = pipeline(body, createGunzip(), parser, () => {});
  let batch: RowBatch = { rows: [], read: 0 };
  let left = skip;
  try {
    for await (const record of records as AsyncIterable<string[]>) {
      if (left > 0) {
        left -= 1;
        continue;
      }
      const row = toRow(record);
      batch.read += 1;
      if (row !== undefined) batch.rows.push(row);
      if (batch.read < batchSize) continue;
      yield batch;
      batch = { rows: [], read: 0 };
    }
    if (batch.read > 0) yield batch;
  } catch (error) {
    throw isContent(error) ? damaged('A file ends early, or is no gzipped CSV.') : error;
  } finally {
    body.destroy();
  }
}

/** @returns how a record is read; undefined for a version that is not the current one, and for a delete marker */
function createRowReader(columns: readonly string[]): (record: readonly string[]) => SourceRow | undefined {
  const places = new Map(columns.map((name, at) => [name, at]));
  const cell = (record: readonly string[], name: string): string | undefined => {
    const at = places.get(name);
    return at === undefined ? undefined : record[at];
  };
  return (record) => {
    if (record.length !== columns.length) throw damaged('A row has not the columns that the manifest names.');
    const of = (name: string): string => cell(record, name) ?? '';
    if (cell(record, 'IsLatest') === 'false' || cell(record, 'IsDeleteMarker') === 'true') return undefined;
    const key = decodeUriTextStrict(of('Key'));
    const size = Number(of('Size'));
    const lastModified = toTime(of('LastModifiedDate'));
    if (
      key === undefined ||
      key === '' ||
      !Number.isSafeInteger(size) ||
      size < 0 ||
      lastModified === undefined
    )
      throw damaged('A row holds no key, size or time.');
    return {
      key,
      size,
      lastModified,
      etag: of('ETag').replaceAll('"', ''),
      storageClass: of('StorageClass'),
      isLink: of('ObjectType').toLowerCase() === 'symlink',
    };
  };
}

/** `2026-03-01T10-20-30Z`, or with colons. To the second, as lists tell times. */
function toTime(text: string): string | undefined {
  const [, day, hour, minute, second] =
    /^(\d{4}-\d\d-\d\d)T(\d\d)[-:](\d\d)[-:](\d\d)(?:\.\d+)?Z$/.exec(text) ?? [];
  const time = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Failures of what a file holds, not of how it came here. */
function isContent(error: unknown): boolean {
  if (error instanceof OssError) return false;
  if (error instanceof CsvError) return true;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && code.startsWith('Z_');
}

const damaged = (detail: string): ProblemError => new ProblemError('inventory-damaged', { detail });
