import { quoteShell, toOssutilGet } from '@signpost/link-model';
import type { ListRow } from './list-rows.ts';

/** One thing to copy from a row. */
export type CopyWhat = 'key' | 'path' | 'target' | 'ossutil' | 'markdown';

interface RowPlace {
  bucket: string;
  /** Where the row leads, as far as that is known. */
  target: string | undefined;
}

/** Everything a row can be copied as, each whole. */
export function toCopyTexts(row: ListRow, { bucket, target }: RowPlace): [CopyWhat, string][] {
  const path = `oss://${bucket}/${row.id}`;
  return [
    ['key', row.id],
    ['path', path],
    ...(target === undefined ? [] : [['target', target] as [CopyWhat, string]]),
    ['ossutil', toOssutil(row, bucket)],
    ['markdown', `| ${[path, ...(target === undefined ? [row.kind] : [target])].map(toCell).join(' | ')} |`],
  ];
}

/** The line of ossutil 2 that shows the same. */
function toOssutil({ kind, id }: ListRow, bucket: string): string {
  if (kind === 'link') return toOssutilGet(bucket, id);
  if (kind === 'folder') return `ossutil ls ${quoteShell(`oss://${bucket}/${id}`)}`;
  return `ossutil stat ${quoteShell(`oss://${bucket}/${id}`)}`;
}

/** A cell of a table in Markdown: no sign of a key may end the cell or the row. */
function toCell(text: string): string {
  const inner = text.replaceAll('|', String.raw`\|`).replaceAll(/[\r\n\t]/g, ' ');
  const longest = Math.max(0, ...Array.from(inner.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`;
}
