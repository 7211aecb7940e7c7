import { useState } from 'react';
import { call } from '../../../shared/api/call.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { createLinkBatcher } from '../model/link-batcher.ts';
import type { LinkLookup } from './use-resolved-link.ts';

/** Sixteen links are a screenful at most in two requests; rows that fly past leave the queue within 60 ms. */
const lookupLimits = { size: 16, parallel: 2, wait: 60 };

/** The look-ups of one list. */
export function useLinkLookup({ connection, bucket }: BucketRef): LinkLookup {
  const [lookup] = useState(() => ({
    connection,
    bucket,
    batcher: createLinkBatcher(
      (links, signal) => call('resolveLinks', { body: { connection, bucket, links }, signal }),
      lookupLimits,
    ),
  }));
  return lookup;
}
