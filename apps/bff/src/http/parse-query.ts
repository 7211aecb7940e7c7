import { invalidRequest } from '../problems/invalid-request.ts';

/**
 * Reads a query string as texts, each name once. A key must arrive as it was sent: a name given twice or bytes that
 * are not UTF-8 are refused rather than guessed at.
 */
export function parseQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  if (start === -1) return query;
  for (const part of url.slice(start + 1).split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals), part);
    if (name in query) throw invalidRequest(`#/query/${name}`, 'given-twice');
    query[name] = equals === -1 ? '' : decode(part.slice(equals + 1), name);
  }
  return query;
}

function decode(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidRequest(`#/query/${name}`, 'not-utf8');
  }
}
