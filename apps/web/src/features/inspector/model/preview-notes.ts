import { countExcessMarks } from '@signpost/link-model/text';
import type { PreviewContent } from '../../../shared/queries/preview-queries.ts';

/** One thing worth saying beside a preview, by the name of its text. */
export type PreviewNote =
  | 'imageDespiteName'
  | 'textDespiteName'
  | 'neverRun'
  | 'unpacked'
  | 'marks'
  | 'beginning';

const imageNames: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
};
const documentNames: ReadonlySet<string> = new Set(['html', 'htm', 'xhtml', 'svg', 'xml']);
const documentType = /^(?:text\/html|image\/svg\+xml|application\/(?:xhtml\+)?xml|text\/xml)\b/i;

/** Says where the bytes are not what name and Content-Type promise, and what was done to show them. */
export function toPreviewNotes(
  content: PreviewContent,
  { key, contentType = '' }: { key: string; contentType?: string | undefined },
): PreviewNote[] {
  const ending = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? '';
  const promised = imageNames[ending];
  const declared = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (content.kind === 'image') {
    const other = promised === undefined ? ending !== '' : promised !== content.type;
    // Most types are left as octet-stream; that promises nothing.
    const declaresOther = !['', 'application/octet-stream', content.type].includes(declared);
    return other || declaresOther ? ['imageDespiteName'] : [];
  }
  if (content.text === '') return [];
  const isDocument = documentNames.has(ending) || documentType.test(declared);
  const isImage = promised !== undefined || (declared.startsWith('image/') && !documentType.test(declared));
  return [
    ...(isImage ? (['textDespiteName'] as const) : []),
    ...(isDocument || looksLikeDocument(content.text) ? (['neverRun'] as const) : []),
    ...(content.unpacked ? (['unpacked'] as const) : []),
    ...(countExcessMarks(content.text) === content.text ? [] : (['marks'] as const)),
    ...(content.whole ? [] : (['beginning'] as const)),
  ];
}

/** Markup that a browser would make a page of, whatever it is called. */
function looksLikeDocument(text: string): boolean {
  return /^\s*<(?:!doctype\s+html|html|svg|script|\?xml)\b/i.test(text.slice(0, 1000));
}
