import { encodeUriText } from '@signpost/oss-protocol/rules';
import { formatIsoSeconds } from '@signpost/oss-protocol';

import type { Call } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';

const DEFAULT_KEYS = 100;
const MAX_KEYS = 1000;
const MAX_TEXT_BYTES = 1023;

/** What every listing of keys takes. */
export interface ListParameters {
  prefix: string;
  delimiter: string;
  limit: number;
  /** Writes a key, prefix or marker as the caller asked to have it encoded. */
  name: (text: string) => string;
  encoded: boolean;
}

/** @throws OssFault InvalidArgument */
export function readListParameters(call: Call): ListParameters {
  const encoding = call.query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url') throw invalidArgument('encoding-type', encoding);
  return {
    prefix: readListText(call, 'prefix') ?? '',
    delimiter: readListText(call, 'delimiter') ?? '',
    limit: readLimit(call, 'max-keys'),
    name: encoding === 'url' ? encodeUriText : (text) => text,
    encoded: encoding === 'url',
  };
}

/** A page size: 1 to 1,000. */
export function readLimit(call: Call, name: string, absent = DEFAULT_KEYS): number {
  const text = call.query.get(name);
  if (text === undefined) return absent;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_KEYS) {
    throw invalidArgument(name, text, {
      message: `Argument ${name} must be an integer between 1 and ${MAX_KEYS}.`,
    });
  }
  return limit;
}

/** A prefix, delimiter or marker. */
export function readListText(call: Call, name: string): string | undefined {
  const text = call.query.get(name);
  if (text !== undefined && Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw invalidArgument(name, text, { message: `The length of ${name} must be less than 1024.` });
  }
  return text;
}

/** A time as documents carry it: whole seconds, since one client reads no other fraction than `.000`. */
export function toXmlTime(time: number): string {
  const second = Math.floor(time / 1000);
  // Entries written together share their second, and formatting a date is the dearest part of a row.
  if (second !== lastTime.second) lastTime = { second, text: formatIsoSeconds(new Date(time)) };
  return lastTime.text;
}

let lastTime = { second: Number.NaN, text: '' };
