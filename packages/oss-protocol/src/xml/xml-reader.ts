import { malformed, truncated, XmlError } from './xml-error.ts';
import { readDeclaration, readStartTag } from './xml-markup.ts';
import {
  characterDataDecoder,
  foldLineBreaks,
  hasForbiddenCharacter,
  isBlank,
  type XmlDialect,
} from './xml-text.ts';

/** One element; text of mixed content is joined. Attributes are not kept: OSS uses none but xmlns. */
export interface XmlElement {
  /** Without its prefix: old endpoints put a namespace on some roots. */
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Bounds of a document; what exceeds them is refused. */
export interface XmlLimits {
  /** UTF-16 units of the whole document. */
  readonly length: number;
  readonly depth: number;
  readonly elements: number;
}

/** Room for 1,000 URL-encoded keys of the greatest length, several times over. */
export const XML_LIMITS: XmlLimits = { length: 16 * 1024 * 1024, depth: 16, elements: 200_000 };

interface OpenElement {
  readonly name: string;
  text: string;
  children: OpenElement[];
}

/** A tag that is nothing but a name. */
interface KnownTag {
  /** With its prefix, as the end tag has to repeat it. */
  readonly tag: string;
  readonly name: string;
  /** The tag that was opened next the last time. */
  follower: KnownTag | undefined;
}

const LESS = 0x3c;
const SLASH = 0x2f;
const GREATER = 0x3e;
const BANG = 0x21;
const QUESTION = 0x3f;
/** Most elements are leaves: they share one list. */
const NO_CHILDREN: OpenElement[] = [];

/**
 * Reads a whole document, strictly: what is not well-formed XML 1.0 is refused. So is a DTD, hence
 * no entity but the five of XML can be used, and so are processing instructions.
 * @throws XmlError
 */
export function readXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  return read(text, limits, 'strict');
}

/**
 * Reads a document as the service reads those that are sent to it: control characters (but NUL), as they
 * are or as references, a bare `&`, and white space in front of the declaration are taken too. Official
 * clients send all three.
 * @throws XmlError
 */
export function readLenientXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  return read(text, limits, 'lenient');
}

function read(text: string, limits: XmlLimits, dialect: XmlDialect): XmlElement {
  if (text.length > limits.length) throw new XmlError('too-large', 'The XML document is too long');
  if (hasForbiddenCharacter(text, dialect)) throw malformed();
  const decodeText = characterDataDecoder(text, dialect);
  const known = new Map<string, KnownTag>();
  const document: OpenElement = { name: '', text: '', children: NO_CHILDREN };
  const open: OpenElement[] = [document];
  const tags: string[] = [''];
  let current = document;
  let latest: KnownTag | undefined;
  let elements = 0;
  let at = readDeclaration(text, dialect);

  for (;;) {
    const less = text.charCodeAt(at) === LESS ? at : text.indexOf('<', at);
    if (less < 0) break;
    if (less > at) addText(at, less);
    const kind = text.charCodeAt(less + 1);
    if (kind === SLASH) at = closeElement(less + 2);
    else if (kind === BANG) at = passSection(less);
    else if (kind === QUESTION) throw refusedInstruction(text, less);
    else at = openNext(less + 1);
  }
  if (current === document && !isBlank(text.slice(at))) throw malformed();
  const [root] = document.children;
  if (current !== document || !root) throw truncated();
  return root;

  function addText(start: number, end: number): void {
    if (current === document) {
      if (!isBlank(text.slice(start, end))) throw malformed();
      return;
    }
    const decoded = decodeText(start, end);
    current.text = current.text === '' ? decoded : current.text + decoded;
  }

  function openNext(nameAt: number): number {
    // The same tags follow each other thousands of times, so the next one is guessed first.
    const guess = latest?.follower;
    if (guess && isTagAt(guess, nameAt)) return openKnown(guess, nameAt + guess.tag.length + 1);
    const greater = text.indexOf('>', nameAt);
    if (greater < 0) throw truncated();
    const inside = text.slice(nameAt, greater);
    const again = known.get(inside);
    if (again) {
      if (latest) latest.follower = again;
      return openKnown(again, greater + 1);
    }
    const { name: tag, isEmpty, end } = readStartTag(text, nameAt);
    const name = toLocalName(tag);
    if (tag === inside) known.set(tag, { tag, name, follower: undefined });
    const element = addElement(name, '');
    if (!isEmpty) enter(element, tag);
    return end;
  }

  function isTagAt({ tag }: KnownTag, nameAt: number): boolean {
    return text.startsWith(tag, nameAt) && text.charCodeAt(nameAt + tag.length) === GREATER;
  }

  function openKnown(again: KnownTag, contentAt: number): number {
    const { tag, name } = again;
    latest = again;
    const less = text.indexOf('<', contentAt);
    if (less > 0 && text.charCodeAt(less + 1) === SLASH && isTagAt(again, less + 2)) {
      // A leaf, as nearly all elements are: text and its end tag.
      addElement(name, less === contentAt ? '' : decodeText(contentAt, less));
      return less + tag.length + 3;
    }
    enter(addElement(name, ''), tag);
    return contentAt;
  }

  function addElement(name: string, content: string): OpenElement {
    if (current === document && document.children.length > 0) throw malformed();
    elements += 1;
    if (open.length > limits.depth) throw new XmlError('too-deep', 'The XML document nests too deep');
    if (elements > limits.elements) throw new XmlError('too-large', 'The XML document has too many elements');
    const element: OpenElement = { name, text: content, children: NO_CHILDREN };
    if (current.children === NO_CHILDREN) current.children = [element];
    else current.children.push(element);
    return element;
  }

  function enter(element: OpenElement, tag: string): void {
    open.push(element);
    tags.push(tag);
    current = element;
  }

  function closeElement(nameAt: number): number {
    const tag = tags[tags.length - 1] as string;
    const end = text.indexOf('>', nameAt);
    if (end < 0) throw truncated();
    if (
      current === document ||
      !text.startsWith(tag, nameAt) ||
      !isBlank(text.slice(nameAt + tag.length, end))
    ) {
      throw malformed();
    }
    open.pop();
    tags.pop();
    current = open[open.length - 1] as OpenElement;
    return end + 1;
  }

  /** Passes over a comment or takes a CDATA section; anything else behind `<!` is refused. */
  function passSection(less: number): number {
    if (text.startsWith('<!--', less)) {
      const dashes = text.indexOf('--', less + 4);
      if (dashes < 0 || dashes + 2 === text.length) throw truncated();
      if (text.charCodeAt(dashes + 2) !== GREATER) throw malformed();
      return dashes + 3;
    }
    if (text.startsWith('<![CDATA[', less)) {
      const end = text.indexOf(']]>', less + 9);
      if (end < 0) throw truncated();
      if (current === document) throw malformed();
      current.text += foldLineBreaks(text.slice(less + 9, end));
      return end + 3;
    }
    if (text.startsWith('<!DOCTYPE', less)) throw new XmlError('forbidden', 'The XML document has a DTD');
    throw text.indexOf('>', less) < 0 ? truncated() : malformed();
  }
}

function toLocalName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function refusedInstruction(text: string, less: number): XmlError {
  if (text.indexOf('?>', less) < 0) return truncated();
  return new XmlError('forbidden', 'The XML document has a processing instruction');
}
