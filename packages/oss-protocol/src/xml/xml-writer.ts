/** Text, or child elements; `undefined` children are skipped, which keeps optional ones in place. */
export type XmlContent = string | number | boolean | ReadonlyArray<XmlChild | undefined>;

/** One element to write. */
export type XmlChild = readonly [name: string, content: XmlContent];

// oxlint-disable-next-line no-control-regex -- control characters are what must not go out plain
const SPECIAL = /[&<>"\x00-\x08\x0a-\x1f\x7f]/g;

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes text for an element. Line breaks become references, since parsers fold CR LF. Other
 * control characters do too, which XML 1.0 readers refuse, as they do for the real service: lists
 * must be asked for with `encoding-type=url` where such keys may occur.
 */
export function escapeXml(text: string): string {
  return text.toWellFormed().replace(SPECIAL, (char) => NAMED[char] ?? `&#${char.charCodeAt(0)};`);
}

/** A whole document with its declaration; no namespace, which oss2 could not read. */
export function formatXml(name: string, content: XmlContent): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  append(parts, [name, content]);
  return parts.join('');
}

function append(parts: string[], [name, content]: XmlChild): void {
  if (typeof content !== 'object') {
    parts.push('<', name, '>', escapeXml(String(content)), '</', name, '>');
    return;
  }
  parts.push('<', name, '>');
  for (const child of content) if (child) append(parts, child);
  parts.push('</', name, '>');
}
