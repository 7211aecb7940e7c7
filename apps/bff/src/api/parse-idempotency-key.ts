import { createHash } from 'node:crypto';
import { idempotencyHeader, type Operation } from '@signpost/api-contract';
import type { Request } from 'express';
import type { KeyedRequest } from '../idempotency/idempotency-store.ts';
import { invalidRequest } from '../problems/invalid-request.ts';

const pointer = `#/headers/${idempotencyHeader}`;

/**
 * The key under which a request is carried out once; undefined where it has none. Operations that take none refuse it,
 * so that nobody counts on it in vain.
 */
export function parseIdempotencyKey(
  req: Request,
  row: Operation,
  { actor, input }: { actor: string; input: unknown },
): KeyedRequest | undefined {
  const text = req.get(idempotencyHeader);
  if (text === undefined || row.method === 'GET') return undefined;
  if (row.keyed !== true) throw invalidRequest(pointer, 'unknown-member');
  // A text in quotes, as the header is drafted (draft-ietf-httpapi-idempotency-key-header), or bare.
  const key = /^"?([\u0021\u0023-\u007e]{1,255})"?$/.exec(text)?.[1];
  if (key === undefined) throw invalidRequest(pointer, 'wrong-form', { form: '1 to 255 visible signs' });
  const asked = [row.method, row.path, input, req.get('if-match') ?? null, req.get('if-none-match') ?? null];
  return { actor, key, fingerprint: createHash('sha256').update(JSON.stringify(asked)).digest('hex') };
}
