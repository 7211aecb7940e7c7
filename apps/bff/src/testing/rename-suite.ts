import type { Plan, PlanRow, PlanSource } from '@signpost/api-contract';
import { beforeEach } from 'vitest';
import { expectOk } from './api.ts';
import { setUpLinks, type LinkSuite } from './link-suite.ts';
import { drivePlans, type PlanDriver } from './plans.ts';
import { scanBucket } from './scan.ts';

type Renamed = Extract<PlanSource, { kind: 'rename-keys' }>['renamed'];

/** The object of the suite, its new key, and every key that its tests write. */
export const app = 'releases/app-1.0.bin';
export const moved = 'releases/app-1.0.0.bin';
export const everything = [app, moved, 'latest/app.bin', 'stable/app.bin', 'entry', 'current/app.bin'];

/** An object with two links that lead to it, and a link that leads to one of those. */
export interface RenameSuite extends LinkSuite {
  readonly plans: PlanDriver;
  rename: (renamed: Renamed) => Promise<Plan>;
  copy: (renamed: Renamed) => Promise<Plan>;
  scan: () => Promise<void>;
  /** What is stored, but for the times, which no copy can keep. */
  stored: (...keys: string[]) => [key: string, found: object | undefined][];
  targetOf: (key: string) => string | undefined;
  typeOf: (key: string) => string | undefined;
  rowsByKey: (plan: Plan) => Promise<Record<string, PlanRow>>;
  /** Outcome of each row, with why it was not written. */
  outcomes: (plan: Plan) => Promise<Record<string, string>>;
  refuse: (match: { operation: string; key?: string }, times?: number) => { readonly hits: number };
  /** Does something just before a call reaches OSS, once. */
  before: (match: { operation: string; key?: string }, run: () => void | Promise<void>) => void;
  /** Of a link that leads to a link OSS tells not all; the console knows what it wrote itself. */
  createChained: (key: string, target: string) => Promise<void>;
}

export const named = (...pairs: [from: string, to: string][]): Renamed => ({
  by: 'keys',
  keys: pairs.map(([from, to]) => ({ from, to })),
});

export function setUpRename(name: string): RenameSuite {
  const links = setUpLinks(name);
  const plans = drivePlans(links);
  const find = (key: string) => links.stack.admin.find({ bucket: links.bucket, key });
  const suite: RenameSuite = {
    get stack() {
      return links.stack;
    },
    get bucket() {
      return links.bucket;
    },
    scope: (key) => links.scope(key),
    view: (key) => links.view(key),
    plans,
    rename: (renamed) => plans.draft({ kind: 'rename-keys', renamed }),
    copy: (renamed) => plans.draft({ kind: 'copy-keys', renamed }),
    async scan() {
      await scanBucket(links.stack.bffUrl, links.bucket);
    },
    stored: (...keys) =>
      keys.map((key) => {
        const found = find(key);
        if (found === undefined) return [key, undefined];
        const { lastModified: _, versionId: _version, ...rest } = found;
        return [key, rest];
      }),
    targetOf: (key) => find(key)?.target,
    typeOf: (key) => find(key)?.type,
    rowsByKey: async ({ id }) => Object.fromEntries((await plans.rows(id)).map((row) => [row.key, row])),
    async outcomes({ id }) {
      const rows = await plans.rows(id);
      return Object.fromEntries(
        rows.map(({ key, outcome, problem }) => [
          key,
          problem === undefined ? outcome : `${outcome}: ${problem.code}`,
        ]),
      );
    },
    refuse: (match, times) =>
      links.stack.faults.add({
        match: { bucket: links.bucket, ...match },
        ...(times === undefined ? {} : { times }),
        effect: { kind: 'error', code: 'AccessDenied' },
      }),
    before(match, run) {
      links.stack.faults.add({
        match: { bucket: links.bucket, ...match },
        times: 1,
        effect: { kind: 'hook', run },
      });
    },
    async createChained(key, target) {
      await expectOk(links.stack.bffUrl, 'createLink', {
        body: { ...links.scope(key), target, accept: ['target-chained'] },
        ifNoneMatch: '*',
      });
    },
  };
  beforeEach(() => putAll(suite));
  return suite;
}

async function putAll({ stack: { admin }, bucket, createChained }: RenameSuite): Promise<void> {
  admin.putObject({
    bucket,
    key: app,
    body: 'the bytes',
    contentType: 'application/x-app',
    cacheControl: 'max-age=60',
    metadata: { build: '17' },
    tagging: { team: 'cli' },
    acl: 'public-read',
    storageClass: 'IA',
  });
  const link = { bucket, target: app, contentType: 'application/x-app' };
  admin.putSymlink({
    ...link,
    key: 'latest/app.bin',
    acl: 'public-read',
    tagging: { team: 'web' },
    metadata: { by: 'ci' },
    cacheControl: 'no-cache',
  });
  admin.putSymlink({ ...link, key: 'stable/app.bin' });
  await createChained('entry', 'latest/app.bin');
}
