import * as z from 'zod/mini';
import { parseJson } from '../oss/parse-json.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** One file of an inventory: gzipped CSV. */
export interface InventoryFile {
  key: string;
  size: number;
  /** MD5 of the file as it is stored, in capital hex digits. */
  md5: string;
}

export interface InventoryManifest {
  /** When OSS began to write the bucket down, ISO 8601. */
  createdAt: string;
  files: InventoryFile[];
  /** Names of the columns, in order. */
  columns: string[];
}

/** Without them a row says neither what is stored at its key nor whether that is what is known. */
const neededColumns = ['Key', 'Size', 'StorageClass', 'LastModifiedDate', 'ETag', 'ObjectType'] as const;

/** Columns that an inventory lacks. */
export const missingColumns = (columns: readonly string[]): string[] =>
  neededColumns.filter((column) => !columns.includes(column));

/** Members that a later version adds are passed over. */
const manifestSchema = z.object({
  creationTimestamp: z.union([z.string(), z.number()]),
  fileFormat: z.string(),
  fileSchema: z.string(),
  sourceBucket: z.string(),
  files: z.array(
    z.object({
      key: z.string().check(z.minLength(1)),
      size: z.number().check(z.nonnegative()),
      MD5checksum: z.string().check(z.regex(/^[0-9A-Fa-f]{32}$/)),
    }),
  ),
});

/** Clocks of OSS and of this machine differ by less, or OSS refuses its calls. */
const skewMs = 15 * 60_000;

/**
 * Reads the `manifest.json` of an inventory. Source:
 * https://www.alibabacloud.com/help/en/oss/user-guide/bucket-inventory
 * @throws ProblemError `inventory-damaged`; `inventory-unsuitable` where it is whole, but not what a scan can read
 */
export function parseManifest(
  text: string,
  { bucket, now }: { bucket: string; now: number },
): InventoryManifest {
  const { success, data } = manifestSchema.safeParse(parseJson(text));
  const createdAt = success ? toTime(data.creationTimestamp) : undefined;
  if (!success || createdAt === undefined || createdAt > now + skewMs)
    throw new ProblemError('inventory-damaged', { detail: 'The manifest is not what OSS writes.' });
  if (data.fileFormat.toUpperCase() !== 'CSV') throw unsuitable(`The files are ${data.fileFormat}, not CSV.`);
  if (data.sourceBucket !== bucket) throw unsuitable(`It is of the bucket ${data.sourceBucket}.`);
  const columns = data.fileSchema.split(',').map((name) => name.trim());
  const missing = missingColumns(columns);
  if (missing.length > 0) throw unsuitable(`It lacks the columns ${missing.join(', ')}.`);
  return {
    createdAt: new Date(createdAt).toISOString(),
    columns,
    files: data.files.map(({ key, size, MD5checksum }) => ({ key, size, md5: MD5checksum.toUpperCase() })),
  };
}

const unsuitable = (detail: string): ProblemError => new ProblemError('inventory-unsuitable', { detail });

/** Seconds since 1970, or milliseconds, as text or as a number. */
function toTime(stamp: string | number): number | undefined {
  const text = String(stamp);
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}
