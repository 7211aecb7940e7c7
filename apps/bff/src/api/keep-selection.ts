import type { Coverage, IndexedLink, KeptSelection, LinkSelection } from '@signpost/api-contract';
import type { LinkCursor, LinkIndex } from '../link-index/link-index.ts';
import { maxPlanRows } from '../plans/list-below.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { parseLinkFilter } from './parse-link-filter.ts';

type FilterSelection = Extract<LinkSelection, { by: 'filter' }>;

interface SelectionCase {
  bucket: string;
  /** Pointer to the selection in the request. */
  pointer: string;
}

/**
 * Names the links that a filter selects now, so that the plan is made of exactly these.
 * @throws ProblemError `plan-empty`, `plan-too-large`, `links-unknown`
 */
export async function keepSelection(
  selection: LinkSelection,
  index: LinkIndex,
  { bucket, pointer }: SelectionCase,
): Promise<KeptSelection> {
  if (selection.by !== 'filter') return selection;
  const { links, coverage } = await listSelected(selection, index, { bucket, pointer });
  if (links.length === 0) throw new ProblemError('plan-empty');
  return {
    by: 'keys',
    keys: links.map(({ key }) => key),
    filter: selection.filter,
    ...(coverage.state === 'complete' ? {} : { incomplete: true }),
  };
}

const pageSize = 10_000;

/** The links that a filter selects, as the index has them, in key order. */
export async function listSelected(
  { filter, except = [] }: FilterSelection,
  index: LinkIndex,
  { bucket, pointer }: SelectionCase,
): Promise<{ links: IndexedLink[]; coverage: Coverage }> {
  const coverage = await index.coverage(bucket);
  // Nothing is known, which is not the same as nothing being there.
  if (coverage.state === 'not-scanned' || coverage.state === 'elsewhere')
    throw new ProblemError('links-unknown');
  const query = parseLinkFilter({ bucket, ...filter }, `${pointer}/filter/health`);
  const taken = new Set(except);
  const links: IndexedLink[] = [];
  let after: LinkCursor | undefined;
  do {
    const page = await index.links({ ...query, after, limit: pageSize });
    links.push(...page.items.filter(({ key }) => !taken.has(key)));
    if (links.length > maxPlanRows)
      throw new ProblemError('plan-too-large', { params: { most: maxPlanRows } });
    after = page.next;
  } while (after !== undefined);
  return { links, coverage };
}
