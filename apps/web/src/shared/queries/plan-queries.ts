import type { BodyOf, Plan, QueryOf } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef } from '../lib/key-ref.ts';
import { toPlanPollDelay } from './plan-poll-delay.ts';
import { toScanPollDelay } from './scan-poll-delay.ts';
import { staleAfterWrite, type WriteEffect } from './write-effect.ts';

/** Rows of one page: what the server gives at most. */
export const planPageSize = 1000;

/** Milliseconds between two reads of rows, or of a list, that change by themselves. */
const followMs = 2000;

/** Which rows of a plan are asked for. */
export type PlanRowFilter = Omit<QueryOf<'listPlanRows'>, 'connection' | 'plan' | 'limit'>;

const reviewed: { write: WriteEffect } = {
  write: {
    kind: 'kept',
    reason: 'a plan stays as it was reviewed: each link is read again when it is applied',
  },
};

/** Whether a plan changes without anybody doing anything. */
function isMoving({ state }: Pick<Plan, 'state'>): boolean {
  return state === 'drafting' || state === 'applying';
}

/** Questions about changes of many links. None costs a call to OSS, but for choices in a bucket without an index. */
export const planQueries = {
  /** Folders that the links below a prefix could follow. */
  folderChoices: ({ connection, bucket }: BucketRef, prefix: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'folder-choices', bucket, prefix],
      queryFn: ({ signal }) => call('listFolderChoices', { query: { connection, bucket, prefix }, signal }),
      staleTime: 5_000,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      meta: staleAfterWrite({ connection }),
    }),

  /** What a rule would make of selected links, by the index. `dialog` stands for the links, which do not change in it. */
  rulePreview: (
    { connection, bucket }: BucketRef,
    { links, rule, dialog }: Pick<BodyOf<'previewRule'>, 'links' | 'rule'> & { dialog: string },
  ) =>
    // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the dialog stands for its links: ten thousand keys make no key
    queryOptions({
      queryKey: [...queryScope.index(connection), 'rule-preview', bucket, { dialog, rule }],
      queryFn: ({ signal }) => call('previewRule', { body: { connection, bucket, links, rule }, signal }),
      staleTime: 5_000,
      gcTime: 0,
      meta: staleAfterWrite({ connection }),
    }),

  list: (connection: string, cursor?: string) =>
    queryOptions({
      queryKey: [...queryScope.plans(connection), 'list', cursor],
      queryFn: ({ signal }) =>
        call('listPlans', {
          query: { connection, limit: '100', ...(cursor === undefined ? {} : { cursor }) },
          signal,
        }),
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      refetchInterval: ({ state: { data } }) => (data?.items.some(isMoving) === true ? followMs : false),
      meta: reviewed,
    }),

  one: (connection: string, plan: string) =>
    queryOptions({
      queryKey: [...queryScope.plans(connection), 'one', plan],
      queryFn: ({ signal }) => call('getPlan', { query: { connection, plan }, signal }),
      staleTime: 0,
      // Others edit it too.
      refetchOnWindowFocus: true,
      refetchInterval: ({ state }) => toPlanPollDelay(state.data, state.dataUpdateCount),
      meta: reviewed,
    }),

  /** Rows of one page, worst first. `follow`: the plan is being applied, outcomes come in. */
  rows: (
    connection: string,
    plan: string,
    { filter = {}, limit = planPageSize, follow = false }: RowsQuestion = {},
  ) =>
    queryOptions({
      queryKey: [...queryScope.plans(connection), 'rows', plan, filter, limit],
      queryFn: ({ signal }) =>
        call('listPlanRows', { query: { connection, plan, ...filter, limit: String(limit) }, signal }),
      staleTime: 2_000,
      placeholderData: keepPreviousData,
      refetchInterval: follow ? followMs : false,
      meta: reviewed,
    }),
};

interface RowsQuestion {
  filter?: PlanRowFilter;
  limit?: number;
  follow?: boolean;
}
