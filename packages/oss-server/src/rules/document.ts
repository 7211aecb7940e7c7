import { readLenientXml, XmlError } from '@signpost/oss-protocol';
import type { XmlChild, XmlContent, XmlElement } from '@signpost/oss-protocol';

import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';

/**
 * Reads the XML document in a request.
 * @throws OssFault MalformedXML when it is not one, or its root has another name
 */
export async function readDocument(call: Call, root: string): Promise<XmlElement> {
  return parseDocument(await call.body.text(), root);
}

/** @throws OssFault MalformedXML */
export function parseDocument(text: string, root: string): XmlElement {
  const element = parseXml(text);
  if (element.name !== root) throw fault('MalformedXML');
  return element;
}

function parseXml(text: string): XmlElement {
  try {
    return readLenientXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw fault('MalformedXML');
    throw error;
  }
}

const SWITCHES = new Set([
  'BlockPublicAccess',
  'Enabled',
  'ExpiredObjectDeleteMarker',
  'IsAccessTime',
  'IsEnabled',
  'ResponseVary',
  'ReturnToStdWhenVisit',
]);

/** A settings document in the spelling in which the service gives it back. */
export function spellSettings(element: XmlElement): XmlElement {
  return { ...element, text: formatText(element), children: element.children.map(spellSettings) };
}

/** Python and .NET write `True`; one client writes methods in small letters and compares capitals. */
function formatText({ name, text }: XmlElement): string {
  if (name === 'AllowedMethod') return text.toUpperCase();
  return SWITCHES.has(name) || name === 'AllowedHeader' ? text.toLowerCase() : text;
}

/** A document again as it was put, without attributes and namespaces. */
export function contentOfElement(element: XmlElement): XmlContent {
  if (element.children.length === 0) return element.text;
  return element.children.map((child): XmlChild => [child.name, contentOfElement(child)]);
}
