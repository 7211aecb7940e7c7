import type { Coverage, IndexedLink, LinkSelection } from '@signpost/api-contract';
import type { SelectedThings } from '../../../shared/actions/list-selection-actions.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { countSelected, isSelected, type Selection } from '../../../shared/ui/parts/selection.ts';
import type { LinkFilter } from './link-filter.ts';

/** Tells links of all buckets apart. No bucket has a slash in its name. */
export const toId = ({ bucket, key }: { bucket: string; key: string }): string => `${bucket}/${key}`;

const bucketOf = (id: string): string => id.slice(0, id.indexOf('/'));
const keyOf = (id: string): string => id.slice(id.indexOf('/') + 1);

interface ListedLinks {
  filter: LinkFilter;
  /** Links that match it. */
  total: number;
  /** Of the buckets that the list is about. */
  coverage: readonly Coverage[];
  /** Those of the page that is shown. */
  rows?: readonly IndexedLink[];
}

/** Buckets that hold what is selected, as far as that can be told. */
function toBuckets(selection: Selection, { filter, coverage }: ListedLinks): string[] {
  if (selection.kind === 'some') return [...new Set([...selection.ids].map(bucketOf))];
  return filter.bucket === undefined ? coverage.map(({ bucket }) => bucket) : [filter.bucket];
}

/** What is selected, as actions care. */
export function toSelectedThings(selection: Selection, list: ListedLinks): SelectedThings {
  return {
    links: countSelected(selection, list.total),
    objects: 0,
    buckets: toBuckets(selection, list).length,
    named: selection.kind === 'some',
  };
}

/** The selection of one bucket, as the server takes it. */
export interface SelectedLinks {
  bucket: string;
  links: LinkSelection;
  /** The index does not know the whole bucket: more links may match. */
  incomplete: boolean;
  /** The folder that holds the targets of those on the page, where one does: what a rule most likely replaces. */
  from?: string;
}

/** Undefined where nothing is selected, or links of several buckets. */
export function toSelectedLinks(selection: Selection, list: ListedLinks): SelectedLinks | undefined {
  const [bucket, another] = toBuckets(selection, list);
  if (bucket === undefined || another !== undefined) return undefined;
  if (selection.kind === 'some') {
    const keys = [...selection.ids].map(keyOf);
    return { bucket, links: { by: 'keys', keys }, incomplete: false, ...toFrom(selection, list) };
  }
  const { sort: _sort, bucket: _bucket, ...filter } = list.filter;
  const except = [...selection.except].map(keyOf);
  return {
    bucket,
    links: { by: 'filter', filter, ...(except.length === 0 ? {} : { except }) },
    incomplete: list.coverage.some((one) => one.bucket === bucket && one.state !== 'complete'),
    ...toFrom(selection, list),
  };
}

function toFrom(selection: Selection, { rows = [] }: ListedLinks): Pick<SelectedLinks, 'from'> {
  const targets = rows
    .filter((row) => isSelected(selection, toId(row)))
    .flatMap(({ target }) => target ?? []);
  const from = toCommonFolder(targets);
  return from === '' ? {} : { from };
}

/** The deepest folder that all keys lie in; empty for none but the top of the bucket. */
function toCommonFolder(keys: readonly string[]): string {
  const [first = ''] = keys;
  let folder = toParentPrefix(first);
  while (!keys.every((key) => key.startsWith(folder))) folder = toParentPrefix(folder);
  return folder;
}
