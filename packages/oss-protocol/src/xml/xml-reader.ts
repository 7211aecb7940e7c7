import { SaxesParser, type SaxesTagPlain } from 'saxes';

import { XmlError } from './xml-error.ts';

/** One element; text of mixed content is joined. Attributes are not kept: OSS uses none but xmlns. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  name: string;
  text: string;
  children: OpenElement[];
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

/** Takes a document piece by piece. Every method throws {@link XmlError}. */
export interface XmlReader {
  write(chunk: string): void;
  /** @returns the root element */
  end(): XmlElement;
}

/**
 * Strict streaming reader. A DTD ends it at once, so no entity but the five of XML can be used;
 * prefixes are dropped from names, since old endpoints put a namespace on some roots.
 */
export function createXmlReader(limits: XmlLimits = XML_LIMITS): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const document: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [document];
  let length = 0;
  let elements = 0;
  let ending = false;

  parser.on('error', () => {
    throw ending
      ? new XmlError('truncated', 'The XML document ends early')
      : new XmlError('malformed', 'The XML document is not well-formed');
  });
  parser.on('doctype', () => {
    throw new XmlError('forbidden', 'The XML document has a DTD');
  });
  parser.on('processinginstruction', () => {
    throw new XmlError('forbidden', 'The XML document has a processing instruction');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    elements += 1;
    if (open.length > limits.depth) throw new XmlError('too-deep', 'The XML document nests too deep');
    if (elements > limits.elements) throw new XmlError('too-large', 'The XML document has too many elements');
    const element: OpenElement = { name: localName(tag.name), text: '', children: [] };
    (open[open.length - 1] as OpenElement).children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string): void => {
    (open[open.length - 1] as OpenElement).text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  return {
    write(chunk) {
      length += chunk.length;
      if (length > limits.length) throw new XmlError('too-large', 'The XML document is too long');
      parser.write(chunk);
    },
    end() {
      ending = true;
      parser.close();
      const [root] = document.children;
      if (!root) throw new XmlError('truncated', 'The XML document is empty');
      return root;
    },
  };
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Reads a whole document. @throws XmlError */
export function readXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  const reader = createXmlReader(limits);
  reader.write(text);
  return reader.end();
}
