import { malformed } from './xml-error.ts';

// oxlint-disable-next-line no-control-regex -- these are the characters XML 1.0 has no form for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
// oxlint-disable-next-line no-control-regex -- NUL is the one control character nobody takes
const FORBIDDEN_TO_ALL = /[\0\ufffe\uffff]/;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

/** How much is made of a document that is no strict XML: see `readLenientXml`. */
export type XmlDialect = 'strict' | 'lenient';

/** Whether a document holds what no XML document may hold, lone surrogates included. */
export function hasForbiddenCharacter(text: string, dialect: XmlDialect): boolean {
  return (dialect === 'strict' ? FORBIDDEN : FORBIDDEN_TO_ALL).test(text) || !text.isWellFormed();
}

/** Whether nothing but XML's four kinds of white space is in it. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/**
 * Decoder for the text between a document's tags, by start and end: line breaks made one, references
 * replaced. Asked from front to back, it looks for each reference once, not in each of a thousand texts.
 */
export function characterDataDecoder(
  document: string,
  dialect: XmlDialect,
): (start: number, end: number) => string {
  const hasOddities = document.includes('\r') || document.includes(']]>');
  let ampersand = document.indexOf('&');
  return (start, end) => {
    if (ampersand >= 0 && ampersand < start) ampersand = document.indexOf('&', start);
    const raw = document.slice(start, end);
    const text = hasOddities ? foldLineBreaks(withoutSectionEnd(raw)) : raw;
    return ampersand >= 0 && ampersand < end ? decodeReferences(text, dialect) : text;
  };
}

function withoutSectionEnd(raw: string): string {
  if (raw.includes(']]>')) throw malformed();
  return raw;
}

/** XML reads CR LF and a lone CR as LF; those written as references stay. */
export function foldLineBreaks(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** Replaces character references and the five entities; there are no others without a DTD. @throws XmlError */
export function decodeReferences(text: string, dialect: XmlDialect): string {
  let decoded = '';
  let at = 0;
  for (let ampersand = text.indexOf('&'); ampersand >= 0; ampersand = text.indexOf('&', at)) {
    // Every ETag of a list is in quotes, which some write as references.
    const isQuote = text.startsWith('quot;', ampersand + 1);
    const semicolon = isQuote ? ampersand + 5 : text.indexOf(';', ampersand);
    const character = isQuote ? '"' : referenced(text.slice(ampersand + 1, Math.max(semicolon, 0)), dialect);
    if (semicolon >= 0 && character !== undefined) {
      decoded += text.slice(at, ampersand) + character;
      at = semicolon + 1;
    } else if (dialect === 'lenient') {
      decoded += text.slice(at, ampersand + 1);
      at = ampersand + 1;
    } else {
      throw malformed();
    }
  }
  return decoded + text.slice(at);
}

function referenced(name: string, dialect: XmlDialect): string | undefined {
  const entity = ENTITIES.get(name);
  if (entity !== undefined) return entity;
  const digits = /^#(?:x(?<hex>[0-9A-Fa-f]{1,8})|(?<decimal>\d{1,10}))$/.exec(
    name.replace(/^(#x?)0+(?=.)/, '$1'),
  );
  const { hex, decimal } = digits?.groups ?? {};
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (!(code <= 0x10ffff)) return undefined;
  const character = String.fromCodePoint(code);
  return hasForbiddenCharacter(character, dialect) ? undefined : character;
}
