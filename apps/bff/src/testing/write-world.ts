import type { WriteView } from '@signpost/api-contract';
import {
  deleteObject,
  getObjectTagging,
  listObjectVersions,
  putObject,
  putObjectAcl,
  putObjectTagging,
  putSymlink,
} from '@signpost/oss-client';
import { type Answered, callApi, readForWrite } from './api.ts';
import { startStack, type Stack } from './stack.ts';

export const key = 'link';
export const targets = ['a', 'b', 'chained', 'gone', 'folder'] as const;

export type Versioning = 'never' | 'Enabled' | 'Suspended';
export type Start =
  | 'absent'
  | 'object'
  | 'link'
  | 'link to link'
  | 'delete marker'
  | 'object under a marker'
  | 'object under a link';

export interface Step {
  verb: 'create' | 'repoint' | 'delete' | 'delete-object' | 'undo';
  /** `pausing`: OSS answers 503 once, and somebody else writes in the pause. */
  reads: 'fresh' | 'stale' | 'racing' | 'pausing';
  /** How the connection fails under a fresh write. */
  wire: 'fine' | 'reset-before' | 'reset-after';
  target: (typeof targets)[number];
  proof: 'none' | 'right' | 'wrong';
  accept: boolean;
  outsider: number;
}

export interface Run {
  versioning: Versioning;
  start: Start;
  steps: Step[];
}

/** Runs in the pause before a write is repeated; one for each stack. */
export interface Pause {
  run: () => Promise<void>;
}

/** The stack that runs are carried out on, and the hook into its pauses. */
export interface SafetyStack {
  stack: Stack;
  pause: Pause;
}

/** Starts that stack. */
export async function startSafetyStack(): Promise<SafetyStack> {
  const pause: Pause = { run: async () => {} };
  const stack = await startStack({
    bff: {
      logLevel: 'error',
      clientOptions: {
        retry: { attempts: 2, baseDelayMs: 1, maxDelayMs: 10_000 },
        sleep: () => pause.run(),
      },
    },
  });
  return { stack, pause };
}

/** One run at work. */
export interface World {
  stack: Stack;
  pause: Pause;
  bucket: string;
  versioning: Versioning;
  /** The last write that was applied, with the view before it and all that the bucket held after it. */
  lastChange: { id: string; before: WriteView; left: Truth } | undefined;
}

/** Fills a bucket as a run begins. */
export function prepare({ admin }: Stack, bucket: string, { versioning, start }: Run): void {
  admin.putBucket({ name: bucket });
  admin.putObject({ bucket, key: 'a', body: 'a', contentType: 'text/plain' });
  admin.putObject({
    bucket,
    key: 'b',
    body: 'bb',
    contentType: 'text/markdown',
    contentEncoding: 'identity',
  });
  admin.putObject({ bucket, key: 'folder/x', body: 'x' });
  admin.putSymlink({ bucket, key: 'chained', target: 'a' });
  const dressed = {
    bucket,
    key,
    acl: 'public-read',
    tagging: { t: '1' },
    metadata: { m: '1' },
    cacheControl: 'no-cache',
    contentType: 'text/plain',
    storageClass: 'IA',
  } as const;
  const isBeneath = start === 'object under a marker' || start === 'object under a link';
  if (isBeneath) {
    // Stored before the bucket kept versions, so that it is the version "null".
    admin.putObject({ ...dressed, body: 'precious' });
    if (versioning !== 'never') admin.setVersioning(bucket, 'Enabled');
    if (start === 'object under a marker') admin.deleteObject({ bucket, key });
    else admin.putSymlink({ ...dressed, target: 'a' });
  }
  if (versioning !== 'never') admin.setVersioning(bucket, versioning);
  if (start === 'object') admin.putObject({ ...dressed, body: 'precious' });
  if (start === 'link') admin.putSymlink({ ...dressed, target: 'a' });
  if (start === 'link to link') admin.putSymlink({ ...dressed, target: 'chained' });
  if (start === 'delete marker') {
    admin.putObject({ ...dressed, body: 'precious' });
    admin.deleteObject({ bucket, key });
  }
}

export function look({ stack, bucket }: World): Promise<WriteView> {
  return readForWrite(stack.bffUrl, { connection: 'default', bucket, key });
}

type WriteAnswer = Answered<'createLink'>;

const everything = [
  'moves-link',
  'target-missing',
  'target-folder',
  'target-chained',
  'target-loops',
  'earlier-write-open',
  ...['headers', 'metadata', 'acl', 'tags', 'storageClass'].map((part) => `part-unread:${part}`),
];

/** Carries out one step as an integrator would. */
export async function write(world: World, step: Step, seen: WriteView): Promise<WriteAnswer> {
  const { stack, bucket, lastChange } = world;
  const scope = { connection: 'default', bucket, key };
  const accept = step.accept ? everything : [];
  const ifMatch = seen.token;
  const proof = await proofOf(world, step, seen);
  const proven = proof === undefined ? {} : { proof };
  switch (step.verb) {
    case 'create': {
      const body = { ...scope, target: step.target, accept, ...proven };
      return callApi(
        stack.bffUrl,
        'createLink',
        seen.state.kind === 'absent' ? { body, ifNoneMatch: '*' } : { body, ifMatch },
      );
    }
    case 'repoint':
      return callApi(stack.bffUrl, 'repointLink', {
        body: { ...scope, target: step.target, accept, ...proven },
        ifMatch,
      });
    case 'delete':
      return callApi(stack.bffUrl, 'deleteLink', { body: { ...scope, accept, ...proven }, ifMatch });
    case 'delete-object':
      return callApi(stack.bffUrl, 'deleteObject', { body: { ...scope, accept, ...proven }, ifMatch });
    case 'undo':
      return callApi(stack.bffUrl, 'undoChange', {
        body: { connection: 'default', change: lastChange?.id ?? '', accept },
        ifMatch,
      });
  }
}

/** Names the object that would go for good: the version "null" below, where a suspended bucket loses that one. */
async function proofOf(
  world: World,
  { proof }: Step,
  { state }: WriteView,
): Promise<{ etag: string; size: number } | undefined> {
  if (proof === 'none') return undefined;
  const shadowed = world.versioning === 'Suspended' ? await shadowedNullVersion(world, state) : undefined;
  const lost = shadowed ?? (state.kind === 'object' ? state.facts : undefined);
  if (lost === undefined) return undefined;
  return proof === 'right' ? { etag: lost.etag, size: lost.size } : { etag: lost.etag, size: lost.size + 1 };
}

async function shadowedNullVersion(
  { stack, bucket }: World,
  state: WriteView['state'],
): Promise<{ etag: string; size: number } | undefined> {
  if (state.kind !== 'absent' && (state.facts.versionId ?? 'null') === 'null') return undefined;
  const { entries } = await listObjectVersions(stack.client, { bucket, prefix: key });
  const found = entries.find((one) => one.versionId === 'null');
  return found?.kind === 'version' && found.type !== 'Symlink' ? found : undefined;
}

let interferences = 0;

/** Somebody outside changes what is stored at the key, sometimes only its ACL or its tags. */
export async function interfere(
  { stack, bucket }: World,
  { outsider }: Step,
  { state }: WriteView,
): Promise<void> {
  const at = { bucket, key };
  const { client } = stack;
  // The same bytes again within the same second would be no change that anybody, OSS included, could tell.
  if (state.kind === 'object')
    await putObject(client, { ...at, body: Buffer.from(`other ${(interferences += 1)}`) });
  else if (state.kind === 'absent') {
    if (outsider % 2 === 0) await putObject(client, { ...at, body: Buffer.from('theirs') });
    else await putSymlink(client, { ...at, target: 'theirs' });
  } else if (outsider === 0)
    await putObjectAcl(client, {
      ...at,
      acl: state.link.acl.known && state.link.acl.value === 'private' ? 'public-read' : 'private',
    });
  else if (outsider === 1) {
    const { tags } = await getObjectTagging(client, at);
    await putObjectTagging(client, { ...at, tags: { ...tags, theirs: String((interferences += 1)) } });
  } else if (outsider === 2)
    await putSymlink(client, { ...at, target: `theirs-${state.link.target.slice(0, 20)}` });
  else if (outsider === 3) await deleteObject(client, at);
  else await putObject(client, { ...at, body: Buffer.from('theirs') });
}

export interface Truth {
  current: { etag: string; versionId: string } | undefined;
  versions: { etag: string; versionId: string; type: string }[];
  details: unknown;
}

/** Everything the bucket holds at the key, all versions and markers included, as somebody outside sees it. */
export async function truth({ stack, bucket }: World): Promise<Truth> {
  const page = await listObjectVersions(stack.client, { bucket, prefix: key });
  const found = stack.admin.find({ bucket, key });
  return {
    current:
      found === undefined
        ? undefined
        : {
            etag: found.etag,
            versionId:
              page.entries.find((one) => one.kind === 'version' && one.isLatest)?.versionId ?? 'null',
          },
    versions: page.entries.map((one) => ({
      etag: one.kind === 'version' ? one.etag : 'marker',
      versionId: one.versionId,
      type: one.kind === 'version' ? one.type : 'marker',
    })),
    details: found,
  };
}
