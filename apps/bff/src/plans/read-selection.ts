import type { KeptSelection, PlanOrigin } from '@signpost/api-contract';
import type { ListedObject } from '@signpost/oss-client';
import { readTargetsOf, type ReadLink } from '../keys/read-links.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { commonFolder } from './common-folder.ts';
import { isListedLink, listBelow } from './list-below.ts';
import type { PlanShare } from './plan-store.ts';
import type { DraftCase } from './planned-row.ts';

/** Which links were selected, as answers tell it. */
export type SelectedLinks = Extract<PlanOrigin, { kind: 'set' }>['links'];

export function toSelected(selection: KeptSelection): SelectedLinks {
  if (selection.by === 'prefix') return { prefix: selection.prefix };
  const { keys, filter, incomplete } = selection;
  return {
    keys: keys.length,
    ...(filter === undefined ? {} : { filter }),
    ...(incomplete === true ? { incomplete } : {}),
  };
}

/** Links that a plan begins with. */
export interface Selected {
  links: ReadLink[];
  /** Keys that were named and hold no link. */
  gone: string[];
  /** As answers tell it. */
  selected: SelectedLinks;
  /** All links of the folder that holds them; absent where they are too many to count. */
  share?: PlanShare;
}

/** What is stored below a prefix, as far as the author may know of it. */
export async function listVisible(
  prefix: string,
  { client, bucket, signal, writer }: DraftCase,
): Promise<ListedObject[]> {
  const { permit, connection } = writer;
  const found = await listBelow(client, { bucket, prefix, signal });
  const scope = { connection: connection.config.name, bucket };
  return found.filter(({ key }) => permit.may('link.read', { ...scope, key }));
}

/** GetSymlink for each: a list never says where a link leads. What is no link, or gone, is left out. */
export async function readTargets(
  keys: readonly string[],
  { client, bucket, signal }: DraftCase,
): Promise<ReadLink[]> {
  return readTargetsOf(client, { bucket, keys, signal });
}

export async function readSelection(selection: KeptSelection, where: DraftCase): Promise<Selected> {
  if (selection.by === 'prefix') {
    const { prefix } = selection;
    const keys = (await listVisible(prefix, where)).filter(isListedLink).map(({ key }) => key);
    const links = await readTargets(keys, where);
    return { links, gone: [], selected: { prefix }, share: { prefix, links: keys.length } };
  }
  const { permit, connection } = where.writer;
  const scope = { connection: connection.config.name, bucket: where.bucket };
  const keys = [...new Set(selection.keys)].filter((key) => permit.may('link.read', { ...scope, key }));
  const share = await countLinks(commonFolder(keys), where);
  const links = await readTargets(keys, where);
  const found = new Set(links.map(({ key }) => key));
  return {
    links,
    gone: keys.filter((key) => !found.has(key)),
    selected: toSelected({ ...selection, keys }),
    ...(share === undefined ? {} : { share }),
  };
}

/** Undefined: more than a plan could hold. */
async function countLinks(prefix: string, where: DraftCase): Promise<PlanShare | undefined> {
  try {
    return { prefix, links: (await listVisible(prefix, where)).filter(isListedLink).length };
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'plan-too-large') return undefined;
    throw error;
  }
}
