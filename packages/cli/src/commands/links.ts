import type { Coverage, IndexedLink } from '@signpost/api-contract';
import { command, parseChoice, parseCount } from '../command.ts';
import { warnOfGaps } from '../coverage.ts';
import { findConnection } from '../find-connection.ts';
import { printList, readPages } from '../print-list.ts';
import { exitCodes } from '../terminal.ts';
import { visible } from '../visible.ts';

/** Filters of lists of links. */
export const linkFilters = {
  prefix: { value: 'PREFIX', about: 'keys that begin with this' },
  health: { value: 'WORDS', about: 'health words separated by commas; broken stands for all that are' },
  target: { value: 'PREFIX', about: 'targets that begin with this' },
  contains: { value: 'WORDS', about: 'words in key or target' },
} as const;

/** The filters that were given. */
export function toFilter<F extends object>(options: F): Partial<Pick<F, keyof F & keyof typeof linkFilters>> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name in linkFilters)) as F;
}

export const links = command({
  name: 'links',
  summary: 'list links of the index of the console',
  args: [],
  options: {
    bucket: { value: 'BUCKET', about: 'of this bucket only' },
    ...linkFilters,
    sort: { value: 'ORDER', about: 'key (default), health, newest or oldest' },
    limit: { value: 'N', about: 'at most so many (all)' },
  },
  async run(call) {
    const { api, options, terminal } = call;
    const { bucket, sort, limit } = options;
    const query = {
      connection: await findConnection(call),
      limit: '1000',
      ...(bucket === undefined ? {} : { bucket }),
      ...toFilter(options),
      ...(sort === undefined
        ? {}
        : { sort: parseChoice('sort', sort, ['key', 'health', 'newest', 'oldest']) }),
    };
    let coverage: readonly Coverage[] = [];
    await printList<IndexedLink>(call, {
      head: ['BUCKET', 'HEALTH', 'KEY', 'TARGET'],
      toCells: ({ bucket: of, health, key, target }) => [
        of,
        health,
        visible(key),
        target === undefined ? '?' : visible(target),
      ],
      pages: readPages(
        async (cursor) => {
          const page = await api.call('listLinks', {
            query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
          });
          coverage = page.coverage;
          return page;
        },
        limit === undefined ? undefined : parseCount('limit', limit),
      ),
    });
    warnOfGaps(terminal, coverage);
    return exitCodes.done;
  },
});
