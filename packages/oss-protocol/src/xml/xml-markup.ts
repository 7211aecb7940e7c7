import { malformed, truncated } from './xml-error.ts';
import { decodeReferences, type XmlDialect } from './xml-text.ts';

// XML 1.0, fifth edition, productions 4 and 4a. No name in use comes near the bound, which keeps
// matching cheap on hostile input.
const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const NAME = `[${NAME_START}][\\-.0-9${NAME_START}\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]{0,999}`;
const NAME_HERE = new RegExp(NAME, 'uy');
const ATTRIBUTE_HERE = new RegExp(`[ \\t\\r\\n]+(${NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(["'])`, 'uy');
const TAG_END_HERE = /[ \t\r\n]*(\/?)>/y;

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/;

/** Where a document goes on behind its byte order mark and XML declaration, if any. @throws XmlError */
export function readDeclaration(text: string, dialect: XmlDialect): number {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const start = dialect === 'lenient' ? mark + /^[ \t\r\n]*/.exec(text.slice(mark))![0].length : mark;
  if (!/^<\?xml[ \t\r\n]/.test(text.slice(start, start + 6))) return start;
  const end = text.indexOf('?>', start);
  if (end < 0) throw truncated();
  if (!DECLARATION.test(text.slice(start, end + 2))) throw malformed();
  return end + 2;
}

/** A start tag or an empty-element tag. */
export interface StartTag {
  readonly name: string;
  readonly isEmpty: boolean;
  /** Index behind its `>`. */
  readonly end: number;
}

/** Reads the tag whose name begins at an index; attributes are checked and forgotten. @throws XmlError */
export function readStartTag(text: string, nameAt: number): StartTag {
  const name = matchAt(NAME_HERE, text, nameAt)?.[0];
  if (name === undefined) throw malformed();
  let at = nameAt + name.length;
  const attributes = new Set<string>();
  for (;;) {
    const attribute = matchAt(ATTRIBUTE_HERE, text, at);
    if (!attribute) break;
    const [all, attributeName, quote] = attribute as unknown as readonly [string, string, string];
    if (attributes.has(attributeName)) throw malformed();
    attributes.add(attributeName);
    const valueAt = at + all.length;
    const valueEnd = text.indexOf(quote, valueAt);
    if (valueEnd < 0) throw truncated();
    const value = text.slice(valueAt, valueEnd);
    if (value.includes('<')) throw malformed();
    decodeReferences(value, 'strict');
    at = valueEnd + 1;
  }
  const tagEnd = matchAt(TAG_END_HERE, text, at);
  if (!tagEnd) throw text.indexOf('>', at) < 0 ? truncated() : malformed();
  return { name, isEmpty: tagEnd[1] === '/', end: at + tagEnd[0].length };
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}
