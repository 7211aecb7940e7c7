import { parseHttpDate, unquoteEtag } from '@signpost/oss-protocol';

import { fault } from '../protocol/oss-fault.ts';

/** The four conditions of a read or a copy, as their headers carry them. */
export interface Conditions {
  match: string | undefined;
  noneMatch: string | undefined;
  modifiedSince: string | undefined;
  unmodifiedSince: string | undefined;
}

/**
 * Checks conditions against what is there. Times count in whole seconds, as they are shown.
 * @throws OssFault PreconditionFailed, or 304 NotModified with `headers`
 */
export function assertConditions(
  conditions: Conditions,
  state: { etag: string; modified: number },
  headers: Record<string, string> = {},
): void {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditions;
  const seconds = Math.floor(state.modified / 1000);
  if (match !== undefined && !lists(match, state.etag)) {
    throw fault('PreconditionFailed', { details: { Condition: 'If-Match' } });
  }
  const unmodified = toSeconds(unmodifiedSince);
  if (unmodified !== undefined && seconds > unmodified) {
    throw fault('PreconditionFailed', { details: { Condition: 'If-Unmodified-Since' } });
  }
  if (noneMatch !== undefined && lists(noneMatch, state.etag)) throw fault('NotModified', { headers });
  const modified = toSeconds(modifiedSince);
  if (modified !== undefined && seconds <= modified) throw fault('NotModified', { headers });
}

function lists(condition: string, etag: string): boolean {
  if (condition.trim() === '*') return true;
  return condition.split(',').some((item) => unquoteEtag(item.trim()).toUpperCase() === etag.toUpperCase());
}

/** An unreadable time is no condition. */
function toSeconds(text: string | undefined): number | undefined {
  const date = text === undefined ? undefined : parseHttpDate(text);
  return date === undefined ? undefined : Math.floor(date.getTime() / 1000);
}
