import { interpretTarget, locateText, type InterpretedTarget } from '@signpost/link-model/text';

interface FilterScope {
  /** Bucket the list is narrowed to. */
  bucket: string | undefined;
  /** Buckets that can be filtered by. */
  buckets: readonly string[];
  endpointHost: string | undefined;
}

/** What a typed filter stands for. An address brings its bucket along where none is chosen. */
export type FilterText =
  | { ok: true; text: string; bucket: string | undefined }
  | (InterpretedTarget & { ok: false });

/** Reads a prefix or a target: a key as it is, of an address its key. What an address carries besides is dropped. */
export function readFilterText(typed: string, { bucket, buckets, endpointHost }: FilterScope): FilterText {
  const named = locateText(typed, { endpointHost }).place?.bucket;
  const own = bucket ?? (named !== undefined && buckets.includes(named) ? named : '');
  const read = interpretTarget(typed, { bucket: own, endpointHost });
  const found = own === '' ? undefined : own;
  if (read.ok) return { ok: true, text: read.key, bucket: read.how === 'key' ? bucket : found };
  return read.why === 'no-key' ? { ok: true, text: '', bucket: found } : read;
}
