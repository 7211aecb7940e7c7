import { getSymlink, headObject } from '@signpost/oss-client';
import type { Stack } from '../fixtures/stack.ts';
import { createAliOss, type AliOssClient, type ListedEntry } from './ali-oss-client.ts';

/** One link as somebody outside finds it, by asking for it and reading through it. */
export interface OutsideLink {
  bucket: string;
  key: string;
  target: string;
  health: string;
}

/** Requests under way at once. */
const inFlight = 16;

/** Reads every bucket by brute force: lists all keys, asks every link where it leads, and reads through each. */
export async function readDemo(stack: Stack): Promise<OutsideLink[]> {
  const { buckets } = await createAliOss(stack).listBuckets({});
  const links: OutsideLink[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one bucket after the other
  for (const { name } of buckets) links.push(...(await scanBucket(stack, name)));
  return links;
}

async function scanBucket(stack: Stack, bucket: string): Promise<OutsideLink[]> {
  const client = createAliOss(stack, bucket);
  const entries = await listAll(client);
  const known = new Map(entries.map((entry) => [entry.name, entry]));
  const queue = entries.filter(({ type }) => type === 'Symlink').map(({ name }) => name);
  const found: { key: string; target: string; status: number }[] = [];
  const work = async (): Promise<void> => {
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      // oxlint-disable-next-line no-await-in-loop -- one of several workers
      found.push({ key, ...(await (dots.test(key) ? askItself(stack, bucket, key) : ask(client, key))) });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const targets = new Map(found.map(({ key, target }) => [key, target]));
  return found.map(({ key, target, status }) => ({
    bucket,
    key,
    target,
    health: judge({ key, status }, known, targets),
  }));
}

async function listAll(client: AliOssClient): Promise<ListedEntry[]> {
  const entries: ListedEntry[] = [];
  let token = '';
  do {
    const query = { 'max-keys': '1000', ...(token === '' ? {} : { 'continuation-token': token }) };
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const page = await client.listV2(query, {});
    entries.push(...(page.objects ?? []));
    token = page.nextContinuationToken ?? '';
  } while (token !== '');
  return entries;
}

interface Asked {
  target: string;
  status: number;
}

async function ask(client: AliOssClient, key: string): Promise<Asked> {
  const [{ targetName: target }, status] = await Promise.all([
    client.getSymlink(key),
    statusOf(client.head(key).then(({ res }) => res.status)),
  ]);
  return { target, status };
}

/** The vendor's client takes dot segments out of a path on the way: it cannot ask for such keys at all. */
const dots = /(^|\/)\.\.?(\/|$)/;

async function askItself({ client }: Stack, bucket: string, key: string): Promise<Asked> {
  const [{ target }, status] = await Promise.all([
    getSymlink(client, { bucket, key }),
    statusOf(headObject(client, { bucket, key }).then(() => 200)),
  ]);
  return { target, status };
}

async function statusOf(answer: Promise<number>): Promise<number> {
  try {
    return await answer;
  } catch (error) {
    return (error as { status?: number }).status ?? 0;
  }
}

/** What a status means to a reader, and why: from what was listed, by rules written down here a second time. */
function judge(
  { key, status }: { key: string; status: number },
  known: ReadonlyMap<string, ListedEntry>,
  targets: ReadonlyMap<string, string>,
): string {
  const target = targets.get(key)!;
  switch (status) {
    case 200:
      return 'ok';
    case 400:
      return comesBack(key, targets) ? 'self' : 'chained';
    case 403:
      return known.get(target)?.storageClass.includes('Archive') === true ? 'cold' : 'forbidden';
    case 404:
      return [...known.keys()].some((other) => other.startsWith(`${target}/`)) ? 'folder' : 'missing';
    default:
      return `answered ${status}`;
  }
}

function comesBack(key: string, targets: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = targets.get(key); at !== undefined; at = targets.get(at)) {
    if (at === key) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}
