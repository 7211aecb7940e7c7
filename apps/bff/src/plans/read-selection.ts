import type { LinkSelection } from '@signpost/api-contract';
import { getSymlink, isOssServiceError, type ListedObject } from '@signpost/oss-client';
import pMap from 'p-map';
import { ProblemError } from '../problems/problem-error.ts';
import { isListedLink, listBelow } from './list-below.ts';
import type { PlanShare } from './plan-store.ts';
import type { DraftCase } from './planned-row.ts';

/** A link, and where it leads; without a target where that may not be read. */
export interface ReadLink {
  key: string;
  target?: string | undefined;
}

/** Links that a plan begins with. */
export interface Selected {
  links: ReadLink[];
  /** As answers tell it. */
  selected: { prefix?: string; keys?: number };
  /** All links of the folder that holds them; absent where they are too many to count. */
  share?: PlanShare;
}

const inFlight = 16;

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
  const read = async (key: string): Promise<ReadLink | undefined> => {
    try {
      return { key, target: (await getSymlink(client, { bucket, key, signal })).target };
    } catch (error) {
      if (isOssServiceError(error, 'AccessDenied')) return { key };
      if (isOssServiceError(error, 'NotSymlink', 'NoSuchKey', 'NotFound')) return undefined;
      throw error;
    }
  };
  const found = await pMap(keys, read, { concurrency: inFlight, signal });
  return found.filter((one) => one !== undefined);
}

export async function readSelection(selection: LinkSelection, where: DraftCase): Promise<Selected> {
  if (selection.by === 'prefix') {
    const { prefix } = selection;
    const keys = (await listVisible(prefix, where)).filter(isListedLink).map(({ key }) => key);
    const links = await readTargets(keys, where);
    return { links, selected: { prefix }, share: { prefix, links: keys.length } };
  }
  const { permit, connection } = where.writer;
  const scope = { connection: connection.config.name, bucket: where.bucket };
  const keys = [...new Set(selection.keys)].filter((key) => permit.may('link.read', { ...scope, key }));
  const share = await countLinks(commonFolder(keys), where);
  return {
    links: await readTargets(keys, where),
    selected: { keys: keys.length },
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

/** The folder that holds all keys. */
function commonFolder(keys: readonly string[]): string {
  const first = keys[0] ?? '';
  let end = first.lastIndexOf('/') + 1;
  for (const key of keys)
    while (end > 0 && !key.startsWith(first.slice(0, end))) end = first.lastIndexOf('/', end - 2) + 1;
  return first.slice(0, end);
}
