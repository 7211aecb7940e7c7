import type { Coverage } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import type { PagePosition } from '../../../shared/queries/object-queries.ts';
import { call } from '../../../shared/api/call.ts';
import { refreshIndex } from '../../../shared/api/refresh-index.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { toFolderFacts, type FolderFacts } from '../model/folder-facts.ts';
import type { ListRow } from '../model/list-rows.ts';
import { toIndexBatches } from '../model/index-batches.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** What the link index says of the rows on a page. */
export interface PageFacts {
  folders: ReadonlyMap<string, FolderFacts>;
  /** Keys that some link leads to. */
  keyBacklinks: ReadonlyMap<string, Omit<KeyBacklinks, 'atLeast'>>;
  /** Keys that no link led to when everything of the bucket had been read. */
  withoutBacklinks: ReadonlySet<string>;
  /** Everything of the bucket has been read: counts are whole. */
  whole: boolean;
  /** When it was read. */
  scannedAt?: string;
}

/** What the link index says of a page, and how far it has read. */
export interface IndexAnswer {
  facts: PageFacts;
  coverage: Coverage | undefined;
  read: () => void;
  /** Why whoever is signed in may not have it read. */
  denial: string | undefined;
  asking: boolean;
  /** Why a scan could not be started. */
  refused: Error | null;
}

const nothing: PageFacts = {
  folders: new Map(),
  keyBacklinks: new Map(),
  withoutBacklinks: new Set(),
  whole: false,
};

/** Asks about the rows of a page; none of it costs a call to OSS. */
export function useIndexAnswer(
  scope: BucketRef,
  rows: readonly ListRow[],
  page: PagePosition & { age: number },
): IndexAnswer {
  const queryClient = useQueryClient();
  const coverage = useQuery(indexQueries.coverage(scope.connection, scope.bucket)).data?.items[0];
  const scannedAt = coverage?.scannedAt;
  const { data } = useQuery({
    ...indexQueries.pageFacts(scope, {
      toBatches: () => toIndexBatches(rows),
      page,
      scannedAt: scannedAt ?? '',
    }),
    enabled: scannedAt !== undefined && rows.length > 0,
  });
  const facts = useMemo((): PageFacts => {
    // What stands in for an answer may be about another bucket.
    if (data === undefined || data.bucket !== scope.bucket) return nothing;
    const keyBacklinks = new Map(data.keyBacklinks.map((one) => [one.key, one]));
    return {
      folders: new Map(
        data.folders.map((row) => [row.prefix, toFolderFacts(row, data.whole, data.scannedAt)]),
      ),
      keyBacklinks,
      withoutBacklinks: new Set(data.whole ? data.keys.filter((key) => !keyBacklinks.has(key)) : []),
      whole: data.whole,
      ...(data.scannedAt === undefined ? {} : { scannedAt: data.scannedAt }),
    };
  }, [data, scope.bucket]);
  const start = useMutation({
    mutationFn: () => call('startScan', { body: scope }),
    onSettled: () => refreshIndex(queryClient, scope.connection),
  });
  return {
    facts,
    coverage,
    read: () => start.mutate(),
    denial: useDenial(scope.connection)('scan.run', { bucket: scope.bucket }),
    asking: start.isPending,
    refused: start.error,
  };
}

export const PageFactsContext = createContext<PageFacts>(nothing);

/** What is known of one folder; undefined is nothing. */
export function useFolderFacts(prefix: string): FolderFacts | undefined {
  return useContext(PageFactsContext).folders.get(prefix);
}

/** Who leads to one key, as far as that is known. */
export interface KeyBacklinks {
  count: number;
  /** Some of them by name. */
  first: readonly string[];
  /** There may be more: the bucket was read in part. */
  atLeast: boolean;
}

/** How many links lead to one key; undefined where none is known. */
export function useBacklinks(key: string): KeyBacklinks | undefined {
  const { keyBacklinks, whole } = useContext(PageFactsContext);
  const found = keyBacklinks.get(key);
  return found === undefined ? undefined : { count: found.count, first: found.first, atLeast: !whole };
}

/**
 * Whether no link leads to an object, as far as everything has been read. Of one that was written since, "none" would be
 * a guess: the other writer may have made links as well.
 */
export function useHasNoBacklinks({ key, lastModified }: { key: string; lastModified: string }): boolean {
  const { withoutBacklinks, scannedAt } = useContext(PageFactsContext);
  return withoutBacklinks.has(key) && scannedAt !== undefined && lastModified <= scannedAt;
}
