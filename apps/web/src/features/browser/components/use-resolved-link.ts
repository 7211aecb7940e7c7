import type { ResolvedLink } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import type { LinkBatcher } from '../model/link-batcher.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';

/** What rows need to look up their links: where they are, and whom to ask. */
export interface LinkLookup extends BucketRef {
  batcher: LinkBatcher;
}

export const LinkLookupContext = createContext<LinkLookup | undefined>(undefined);

export interface LookupResult {
  resolved: ResolvedLink | undefined;
  error: Error | null;
}

/** Looks up one link for as long as its row is drawn; leaving the screen takes the question back. */
export function useResolvedLink(link: { key: string; etag: string }): LookupResult {
  const lookup = useContext(LinkLookupContext)!;
  const { data, error } = useQuery(objectQueries.resolvedLink(lookup, link, lookup.batcher.load));
  return { resolved: data, error };
}
