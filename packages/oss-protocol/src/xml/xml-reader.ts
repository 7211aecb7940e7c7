import { malformed, truncated, XmlError } from './xml-error.ts';
import { readDeclaration, readStartTag } from './xml-markup.ts';
import { decodeCharacterData, foldLineBreaks, hasForbiddenCharacter, isBlank } from './xml-text.ts';

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
  if (text.length > limits.length) throw new XmlError('too-large', 'The XML document is too long');
  if (hasForbiddenCharacter(text)) throw malformed();
  const names = new Map<string, string>();
  const document = openElement('');
  const open: OpenElement[] = [document];
  /** Names with their prefixes, as the end tags have to repeat them. */
  const tags: string[] = [''];
  let current = document;
  let elements = 0;
  let at = readDeclaration(text);

  for (;;) {
    const less = text.indexOf('<', at);
    if (less < 0) break;
    if (less > at) addText(text.slice(at, less));
    const kind = text.charCodeAt(less + 1);
    if (kind === SLASH) at = closeElement(less + 2);
    else if (kind === BANG) at = skipOrTakeSection(less);
    else if (kind === QUESTION) throw refuseInstruction(text, less);
    else at = openNext(less);
  }
  if (current === document && !isBlank(text.slice(at))) throw malformed();
  const [root] = document.children;
  if (current !== document || !root) throw truncated();
  return root;

  function addText(raw: string): void {
    if (current === document) {
      if (!isBlank(raw)) throw malformed();
      return;
    }
    const decoded = decodeCharacterData(raw);
    current.text = current.text === '' ? decoded : current.text + decoded;
  }

  function openNext(less: number): number {
    if (current === document && document.children.length > 0) throw malformed();
    elements += 1;
    if (open.length > limits.depth) throw new XmlError('too-deep', 'The XML document nests too deep');
    if (elements > limits.elements) throw new XmlError('too-large', 'The XML document has too many elements');
    const greater = text.indexOf('>', less);
    if (greater < 0) throw truncated();
    // Names repeat thousands of times; a tag that is nothing but a known name needs no second look.
    const inside = text.slice(less + 1, greater);
    const known = names.get(inside);
    if (known !== undefined) {
      push(known);
      return greater + 1;
    }
    const tag = readStartTag(text, less + 1);
    if (tag.name === inside) names.set(inside, inside);
    push(tag.name);
    if (tag.isEmpty) pop();
    return tag.end;
  }

  function push(tag: string): void {
    const element = openElement(tag);
    if (current.children === NO_CHILDREN) current.children = [element];
    else current.children.push(element);
    open.push(element);
    tags.push(tag);
    current = element;
  }

  function pop(): void {
    open.pop();
    tags.pop();
    current = open[open.length - 1] as OpenElement;
  }

  function closeElement(nameAt: number): number {
    const tag = tags[tags.length - 1] as string;
    const greater = nameAt + tag.length;
    if (current !== document && text.startsWith(tag, nameAt) && text.charCodeAt(greater) === GREATER) {
      pop();
      return greater + 1;
    }
    const end = text.indexOf('>', nameAt);
    if (end < 0) throw truncated();
    if (current === document || !text.startsWith(tag, nameAt) || !isBlank(text.slice(greater, end))) {
      throw malformed();
    }
    pop();
    return end + 1;
  }

  /** A comment or a CDATA section; anything else behind `<!` is refused. */
  function skipOrTakeSection(less: number): number {
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

function openElement(tag: string): OpenElement {
  const colon = tag.indexOf(':');
  return { name: colon < 0 ? tag : tag.slice(colon + 1), text: '', children: NO_CHILDREN };
}

function refuseInstruction(text: string, less: number): XmlError {
  if (text.indexOf('?>', less) < 0) return truncated();
  return new XmlError('forbidden', 'The XML document has a processing instruction');
}
