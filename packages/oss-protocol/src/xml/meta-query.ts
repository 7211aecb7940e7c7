import {
  childOf,
  childrenOf,
  detached,
  expectRoot,
  optionalText,
  requiredText,
  unquoteEtag,
} from './xml-fields.ts';
import { XmlError } from './xml-error.ts';
import type { XmlElement } from './xml-reader.ts';

/** One file as the metadata index of a bucket knows it. Of a link it does not tell the target. */
export interface MetaQueryFile {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** Undefined where the answer does not tell it. */
  readonly lastModified: Date | undefined;
  /** `Normal`, `Multipart`, `Appendable` or `Symlink`. */
  readonly type: string;
  readonly storageClass: string;
}

/** One page of what a query found. */
export interface MetaQueryPage {
  readonly files: readonly MetaQueryFile[];
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

/**
 * Reads the answer of DoMetaQuery that lists files.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/dometaquery
 * @throws XmlError
 */
export function decodeMetaQueryPage(document: XmlElement): MetaQueryPage {
  const root = expectRoot(document, 'MetaQuery');
  const files = childOf(root, 'Files');
  return {
    files: files === undefined ? [] : childrenOf(files, 'File').map(toFile),
    nextToken: optionalText(root, 'NextToken'),
  };
}

/** How far the metadata index of a bucket is. */
export interface MetaQueryStatus {
  /** `Ready`, `Running`, `Stop`, `Retrying`, `Failed`, `Deleted`, or another word of later versions. */
  readonly state: string;
  /** `FullScanning`: what is found is not all there is; `IncrementalScanning` follows it. */
  readonly phase: string;
}

/** Reads the answer of GetMetaQueryStatus. @throws XmlError */
export function decodeMetaQueryStatus(document: XmlElement): MetaQueryStatus {
  const root = expectRoot(document, 'MetaQueryStatus');
  return { state: requiredText(root, 'State'), phase: optionalText(root, 'Phase') ?? '' };
}

function toFile(file: XmlElement): MetaQueryFile {
  const time = optionalText(file, 'FileModifiedTime');
  const size = Number(optionalText(file, 'Size') ?? 0);
  if (!Number.isSafeInteger(size) || size < 0)
    throw new XmlError('unexpected', '<Size> is not a whole number');
  return {
    key: detached(requiredText(file, 'Filename')),
    size,
    etag: detached(unquoteEtag(optionalText(file, 'ETag') ?? '')),
    // In local time with nine digits of a second, `2021-06-29T14:50:13.011643661+08:00`.
    lastModified: time === undefined ? undefined : toTime(time),
    type: optionalText(file, 'OSSObjectType') ?? '',
    storageClass: optionalText(file, 'OSSStorageClass') ?? 'Standard',
  };
}

function toTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new XmlError('unexpected', '<FileModifiedTime> is not a time');
  return time;
}
