import type { QueryOf } from '@signpost/api-contract';
import { healths, isBroken } from '@signpost/link-model/health';
import type { LinkCondition, LinkQuery } from '../link-index/link-index.ts';
import { toWords } from '../link-index/search-keys.ts';
import { invalidRequest } from '../problems/invalid-request.ts';

type FilterMembers = Pick<QueryOf<'listLinks'>, 'bucket' | 'prefix' | 'target' | 'contains' | 'health'>;

/** Which links a request asks for; `pointer` names the member `health`. */
export function parseLinkFilter(
  { bucket, prefix, target, contains, health }: FilterMembers,
  pointer = '#/query/health',
): Pick<LinkQuery, 'bucket' | 'prefix' | 'target' | 'words' | 'conditions'> {
  return {
    bucket,
    prefix,
    target,
    words: contains === undefined || contains === '' ? undefined : toWords(contains),
    conditions: parseConditions(health, pointer),
  };
}

const conditions: readonly LinkCondition[] = [...healths, 'served-wrongly', 'breaks-soon'];

/** Words separated by commas; undefined for any link. */
function parseConditions(text: string | undefined, pointer: string): ReadonlySet<LinkCondition> | undefined {
  if (text === undefined || text === '') return undefined;
  const words = text.split(',');
  const strange = words.find((word) => word !== 'broken' && !conditions.some((one) => one === word));
  if (strange !== undefined)
    throw invalidRequest(pointer, 'not-one-of', { values: ['broken', ...conditions].join(', ') });
  return new Set(
    conditions.filter(
      (one) =>
        words.includes(one) ||
        (words.includes('broken') && healths.some((health) => health === one && isBroken(health))),
    ),
  );
}
