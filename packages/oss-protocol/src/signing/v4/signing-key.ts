import { createHmac } from 'node:crypto';

import type { Scope } from './scope.ts';

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** The V4 key of one day, region and product. */
export function deriveSigningKey(accessKeySecret: string, scope: Scope): Buffer {
  const dateKey = hmac(`aliyun_v4${accessKeySecret}`, scope.date);
  return hmac(hmac(hmac(dateKey, scope.region), scope.product), 'aliyun_v4_request');
}

/** Gives the derived key for a secret and scope. */
export type SigningKeySource = (accessKeySecret: string, scope: Scope) => Buffer;

/**
 * A {@link SigningKeySource} that remembers recent keys: four HMACs saved per request.
 * Holds secrets in memory, so keep it inside the signer that owns them.
 */
export function createSigningKeyCache(capacity = 64): SigningKeySource {
  const keys = new Map<string, Buffer>();
  let latest: { readonly secret: string; readonly scope: Scope; readonly key: Buffer } | undefined;
  return (accessKeySecret, scope) => {
    if (latest && latest.secret === accessKeySecret && isSameScope(latest.scope, scope)) return latest.key;
    const id = `${scope.date}/${scope.region}/${scope.product}/${accessKeySecret}`;
    let key = keys.get(id);
    if (!key) {
      key = deriveSigningKey(accessKeySecret, scope);
      const oldest = keys.keys().next();
      if (keys.size >= capacity && !oldest.done) keys.delete(oldest.value);
      keys.set(id, key);
    }
    latest = { secret: accessKeySecret, scope, key };
    return key;
  };
}

function isSameScope(left: Scope, right: Scope): boolean {
  return left.date === right.date && left.region === right.region && left.product === right.product;
}
