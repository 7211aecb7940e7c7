import type { Coverage } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { call } from '../../../shared/api/call.ts';
import { queryScope } from '../../../shared/api/query-scope.ts';
import { toFolderFacts, type FolderFacts } from '../model/folder-facts.ts';
import type { ListRow } from '../model/list-rows.ts';
import { objectQueries, type BucketScope } from '../queries.ts';

/** What the link index says of the folders on a page, and how far it has read. */
export interface IndexAnswer {
  facts: ReadonlyMap<string, FolderFacts>;
  coverage: Coverage | undefined;
  read: () => void;
  asking: boolean;
  /** Why a reading could not be started. */
  refused: Error | null;
}

/** Asks about all folders of a page at once; none of it costs a call to OSS. */
export function useIndexAnswer(scope: BucketScope, rows: readonly ListRow[]): IndexAnswer {
  const queryClient = useQueryClient();
  const coverage = useQuery(objectQueries.coverage(scope)).data?.items[0];
  const prefixes = useMemo(() => rows.flatMap((row) => (row.kind === 'folder' ? row.id : [])), [rows]);
  const readAt = coverage?.readAt;
  const folders = useQuery({
    ...objectQueries.folders(scope, { prefixes, readAt }),
    enabled: readAt !== undefined && prefixes.length > 0,
  });
  const { data } = folders;
  const facts = useMemo(() => {
    const whole = data?.coverage.state === 'complete';
    return new Map(data?.items.map((row) => [row.prefix, toFolderFacts(row, whole)]));
  }, [data]);
  const start = useMutation({
    mutationFn: () => call('readIndex', { body: scope }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryScope.index(scope.connection) }),
  });
  return { facts, coverage, read: () => start.mutate(), asking: start.isPending, refused: start.error };
}

export const FolderFactsContext = createContext<ReadonlyMap<string, FolderFacts>>(new Map());

/** What is known of one folder; undefined is nothing. */
export function useFolderFacts(prefix: string): FolderFacts | undefined {
  return useContext(FolderFactsContext).get(prefix);
}
