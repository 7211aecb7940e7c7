import { parseIsoTime } from '../time-format.ts';
import { decodeUriTextStrict } from '../rules/uri-encoding.ts';
import { XmlError } from './xml-error.ts';
import type { XmlElement } from './xml-reader.ts';

/** @throws XmlError `unexpected` when the root has another name (an error, or another call's answer) */
export function expectRoot(root: XmlElement, name: string): XmlElement {
  if (root.name === name) return root;
  throw new XmlError('unexpected', `Expected <${name}> as the root of the answer`);
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children of that name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of a child, `undefined` when absent or empty (OSS writes absent values either way). */
export function optionalText(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text || undefined;
}

/** @throws XmlError `unexpected` when the child is missing or empty */
export function requiredText(element: XmlElement, name: string): string {
  return present(optionalText(element, name), { of: element, name });
}

/** The text of a field that was looked up already. @throws XmlError `unexpected` when there is none */
export function present(text: string | undefined, field: { of: XmlElement; name: string }): string {
  if (text) return text;
  throw new XmlError('unexpected', `<${field.of.name}> lacks <${field.name}>`);
}

/** A whole number that JavaScript holds exactly. @throws XmlError */
export function requiredInteger(element: XmlElement, name: string): number {
  return toInteger(requiredText(element, name), name);
}

/** The whole number in the text of `name`. @throws XmlError */
export function toInteger(text: string, name: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new XmlError('unexpected', `<${name}> is not a whole number`);
  return value;
}

/** `true` or `false`. @throws XmlError */
export function requiredBoolean(element: XmlElement, name: string): boolean {
  const text = requiredText(element, name);
  if (text !== 'true' && text !== 'false')
    throw new XmlError('unexpected', `<${name}> is neither true nor false`);
  return text === 'true';
}

/** An ISO time. @throws XmlError */
export function requiredTime(element: XmlElement, name: string): Date {
  return toTime(requiredText(element, name), name);
}

/** The ISO time in the text of `name`. @throws XmlError */
export function toTime(text: string, name: string): Date {
  const time = parseIsoTime(text);
  if (!time) throw new XmlError('unexpected', `<${name}> is not a time`);
  return time;
}

/**
 * A copy of a piece of a document. The engine keeps a whole text in memory for as long as any long
 * enough piece cut from it lives: an index of a bucket would keep every page it was read from.
 */
export function detached(piece: string): string {
  return ` ${piece}`.slice(1);
}

/** Decodes names as the document says they are encoded (see `encoding-type=url`) and detaches them. */
export type NameDecoder = (text: string) => string;

/** @throws XmlError for an encoding other than `url`; the decoder throws for escapes that are not UTF-8 */
export function nameDecoder(root: XmlElement): NameDecoder {
  const encoding = optionalText(root, 'EncodingType');
  if (encoding === undefined) return detached;
  if (encoding !== 'url') throw new XmlError('unexpected', 'The encoding type of the list is unknown');
  return (text) => {
    const decoded = decodeUriTextStrict(text);
    if (decoded === undefined) throw new XmlError('unexpected', 'A name in the list is not UTF-8');
    return decoded === text ? detached(text) : decoded;
  };
}

/** ETags without their quotes, so that those of lists and headers compare. */
export function unquoteEtag(etag: string): string {
  return etag.length > 1 && etag.startsWith('"') && etag.endsWith('"') ? etag.slice(1, -1) : etag;
}
