import type { Call } from '../protocol/call.ts';
import type { Conditions } from './conditions.ts';

/** The conditions of GetObject and HeadObject. */
export function readConditions(call: Call): Conditions {
  return {
    match: call.headers.get('if-match'),
    noneMatch: call.headers.get('if-none-match'),
    modifiedSince: call.headers.get('if-modified-since'),
    unmodifiedSince: call.headers.get('if-unmodified-since'),
  };
}
