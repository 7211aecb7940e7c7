import { toOssutilGet, toOssutilLine, toPublicUrl, type OssutilLocation } from '@signpost/link-model/write';

/** One thing to copy from a row. */
export type CopyWhat = 'key' | 'path' | 'target' | 'url' | 'ossutil' | 'markdown';

/** What is copied from: a row of the list, or the key in the panel. */
export interface CopySubject {
  kind: 'folder' | 'object' | 'link';
  /** Its key, or its prefix. */
  id: string;
}

interface CopySource {
  bucket: string;
  /** Where it leads, as far as that is known. */
  target: string | undefined;
  /** The part before its key in its public address. */
  publicUrl?: string | undefined;
  /** What ossutil has to be told to reach the bucket, once it is known. */
  location?: OssutilLocation | undefined;
}

/** Everything a row can be copied as, each whole. */
export function toCopyTexts(
  row: CopySubject,
  { bucket, target, publicUrl, location }: CopySource,
): [CopyWhat, string][] {
  const url = publicUrl === undefined || row.kind === 'folder' ? undefined : toPublicUrl(publicUrl, row.id);
  const texts: [CopyWhat, string | undefined][] = [
    ['key', row.id],
    ['path', toPath(bucket, row.id)],
    ['target', target],
    ['url', url],
    ['ossutil', toOssutil(row, { bucket, ...location })],
    ['markdown', toMarkdownRow(row, { bucket, target })],
  ];
  return texts.filter((entry): entry is [CopyWhat, string] => entry[1] !== undefined);
}

/** One row of a table in Markdown: where it lies, where it leads. */
function toMarkdownRow({ kind, id }: CopySubject, { bucket, target }: CopySource): string {
  return `| ${toCell(toPath(bucket, id))} | ${toCell(target ?? kind)} |`;
}

export type SelectionWhat = 'key' | 'path' | 'markdown';

interface SelectionPlace {
  bucket: string;
  targetOf: (id: string) => string | undefined;
  /** Heads of the two columns of the table. */
  heads: readonly [string, string];
}

/** Everything several rows can be copied as, one line each. */
export function toSelectionText(
  what: SelectionWhat,
  rows: readonly CopySubject[],
  { bucket, targetOf, heads }: SelectionPlace,
): string {
  switch (what) {
    case 'key':
      return rows.map(({ id }) => id).join('\n');
    case 'path':
      return rows.map(({ id }) => toPath(bucket, id)).join('\n');
    case 'markdown':
      return [
        `| ${heads.join(' | ')} |`,
        '| --- | --- |',
        ...rows.map((row) => toMarkdownRow(row, { bucket, target: targetOf(row.id) })),
      ].join('\n');
  }
}

function toPath(bucket: string, id: string): string {
  return `oss://${bucket}/${id}`;
}

/** The line of ossutil 2 that shows the same. */
function toOssutil({ kind, id }: CopySubject, place: { bucket: string } & Partial<OssutilLocation>): string {
  if (kind === 'link') return toOssutilGet({ ...place, key: id });
  return toOssutilLine(kind === 'folder' ? 'ls' : 'stat', { ...place, key: id });
}

/** A cell of a table in Markdown: no sign of a key may end the cell or the row. */
function toCell(text: string): string {
  const inner = text.replaceAll('|', String.raw`\|`).replaceAll(/[\r\n\t]/g, ' ');
  const longest = Math.max(0, ...Array.from(inner.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`;
}
