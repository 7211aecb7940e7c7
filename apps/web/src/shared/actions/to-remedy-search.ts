import type { Candidate } from '@signpost/api-contract';
import { isArchivedClass } from '@signpost/oss-protocol/rules';
import type { QueryClient } from '@tanstack/react-query';
import type { BrowserSearch } from '../lib/browser-search.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import { indexKeyQueries } from '../queries/index-key-queries.ts';
import type { ThingFacts } from './list-actions.ts';

type LinkFacts = Pick<ThingFacts, 'health' | 'chain'>;

/**
 * What the address says when a link is mended. Where the target is not known yet, it is the best one of the index; where
 * that knows none or does not answer, none: a target can be typed.
 */
export async function toRemedySearch(
  queryClient: QueryClient,
  keyRef: KeyRef,
  { opens, facts }: { opens: BrowserSearch | undefined; facts: LinkFacts },
): Promise<BrowserSearch> {
  if (opens !== undefined) return opens;
  const { items } = await queryClient
    .fetchQuery(indexKeyQueries.candidates(keyRef))
    .catch((): { items: Candidate[] } => ({ items: [] }));
  const to = pickTarget(facts, items);
  return { dialog: 'repoint', on: keyRef.key, ...(to === undefined ? {} : { to }) };
}

/** The target to propose: readers can read it, in the order of the server; for a chain where it ends. */
export function pickTarget(
  { health, chain = [] }: LinkFacts,
  candidates: readonly Candidate[],
): string | undefined {
  // Only what is stored there is a candidate: a chain may end at nothing. The end may have been a target before.
  if (health === 'chained')
    return candidates.find(({ key, why }) => why === 'end' || key === chain.at(-1))?.key;
  const readable = candidates.find(({ storageClass }) => !isArchivedClass(storageClass));
  return (readable ?? candidates[0])?.key;
}
