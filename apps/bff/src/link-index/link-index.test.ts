import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '@signpost/api-contract';
import {
  deleteObject,
  getSymlink,
  listObjectsV2,
  putObject,
  putSymlink,
  type ListedObject,
} from '@signpost/oss-client';
import { expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const connection = 'default';
const wait = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  stack = await startStack({ demo: true, bff: { readDemoAtStart: true } });
  const states = ['complete', 'complete', 'not-scanned', 'complete'];
  await vi.waitFor(
    async () => expect((await home()).buckets.map(({ coverage }) => coverage.state)).toEqual(states),
    wait,
  );
}, 60_000);
afterAll(() => stack.stop());

function home(): Promise<Home> {
  return expectOk(stack.bffUrl, 'getHome', { query: { connection } });
}

async function listAll(bucket: string): Promise<ListedObject[]> {
  const all: ListedObject[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await listObjectsV2(stack.client, { bucket, continuationToken });
    all.push(...page.objects);
    continuationToken = page.nextContinuationToken;
  } while (continuationToken !== undefined);
  return all;
}

describe('the link index of the demo', () => {
  it('counts what an outside client counts by reading everything', async () => {
    const shown = await home();
    for (const { coverage, links, objects } of shown.buckets) {
      if (coverage.state !== 'complete') continue;
      const listed = await listAll(coverage.bucket);
      expect(links).toBe(listed.filter(({ type }) => type === 'Symlink').length);
      expect(objects).toBe(listed.filter(({ type }) => type !== 'Symlink').length);
    }
    expect(shown.links).toBe(1807);
    expect(shown.broken).toBe(14);
  });

  it('records the numbers of the day once all buckets are read', async () => {
    expect((await home()).dailyStats).toMatchObject([{ links: 1807, broken: 14 }]);
  });

  it('lists exactly the links that its numbers count', async () => {
    const body = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, health: 'broken' } });
    expect(body.total).toBe((await home()).broken);
    expect(body.items.map(({ key }) => key)).toContain('cli/old-installer.exe');
    // What every other choice of health would yield is told along.
    expect(body.byHealth['ok']).toBe((await home()).links - body.total);
  });

  it('pages through all links without losing or repeating one', async () => {
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const body = await expectOk(stack.bffUrl, 'listLinks', {
        query: { connection, limit: '700', ...(cursor === undefined ? {} : { cursor }) },
      });
      keys.push(...body.items.map((link) => `${link.bucket}/${link.key}`));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(keys).toHaveLength(1807);
    expect(new Set(keys).size).toBe(1807);
  });

  it('knows the folder links of the release bucket and who points into a folder', async () => {
    const body = await expectOk(stack.bffUrl, 'describeFolders', {
      body: {
        connection,
        bucket: 'acme-releases',
        prefixes: ['cli/latest/', 'cli/beta/', 'cli/2.14.0/', 'cli/2.12.0/'],
      },
    });
    expect(body.items[0]?.folderLink).toMatchObject({
      source: 'cli/2.14.0/',
      links: 9,
      following: 9,
      working: 9,
    });
    expect(body.items[1]?.folderLink).toMatchObject({
      source: 'cli/2.15.0-rc.1/',
      links: 9,
      following: 9,
      working: 8,
      byHealth: { ok: 8, missing: 1 },
    });
    expect(body.items[2]).toMatchObject({ objects: 9, backlinkCount: 12 });
    expect(body.items[2]?.backlinks.first).toContain('cli/latest/');
    expect(body.items[3]).toMatchObject({ backlinkCount: 0, backlinks: { first: [], more: 0 } });
  });

  it('tells of the keys on a page who leads to them, and of the others nothing', async () => {
    const question = {
      connection,
      prefixes: [],
      keys: ['cli/CHANGELOG.md', 'cli/channels.json', 'cli/latest/VERSION', 'not/there'],
    };
    const body = await expectOk(stack.bffUrl, 'describeFolders', {
      body: { ...question, bucket: 'acme-releases' },
    });
    expect(body.keyBacklinks).toEqual([
      { key: 'cli/channels.json', count: 2, first: ['sdk/channels-v1.json', 'sdk/channels.json'] },
      { key: 'cli/latest/VERSION', count: 1, first: ['cli/latest.txt'] },
    ]);
    const unread = await expectOk(stack.bffUrl, 'describeFolders', {
      body: { ...question, bucket: 'acme-lake' },
    });
    expect(unread).toMatchObject({ items: [], keyBacklinks: [], coverage: { state: 'not-scanned' } });
  });

  it('answers who points at an object and what could repair a link', async () => {
    const backlinks = await expectOk(stack.bffUrl, 'listBacklinks', {
      query: { connection, bucket: 'acme-releases', key: 'cli/channels.json' },
    });
    expect(backlinks.total).toBe(2);
    const candidates = await expectOk(stack.bffUrl, 'listCandidates', {
      query: { connection, bucket: 'acme-releases', key: 'cli/latest.txt' },
    });
    expect(candidates.items[0]).toMatchObject({ key: 'cli/2.14.0/VERSION', why: 'end' });
  });

  it('follows our own writes at once, and not those of others before the next reading', async () => {
    const key = 'cli/CHANGELOG.md';
    const place = { connection, bucket: 'acme-releases', key };
    const view = await readForWrite(stack.bffUrl, place);
    const before = (await home()).links;
    await expectOk(stack.bffUrl, 'deleteLink', { body: place, ifMatch: view.token });
    expect((await home()).links).toBe(before - 1);
    await putSymlink(stack.client, { bucket: 'acme-releases', key: 'outside', target: 'nowhere' });
    expect((await home()).links).toBe(before - 1);
    await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket: 'acme-releases' } });
    await vi.waitFor(async () => expect((await home()).links).toBe(before), wait);
    await deleteObject(stack.client, { bucket: 'acme-releases', key: 'outside' });
    expect((await getSymlink(stack.client, { bucket: 'acme-releases', key: 'cli/latest.txt' })).target).toBe(
      'cli/latest/VERSION',
    );
  });

  it('learns of what others stored when a link to it is looked at', async () => {
    const bucket = 'acme-releases';
    await putObject(stack.client, { bucket, key: 'fresh/target', body: Buffer.from('new') });
    const body = { connection, bucket, key: 'fresh/link', target: 'fresh/target' };
    await expectOk(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
    const { items } = await expectOk(stack.bffUrl, 'listLinks', {
      query: { connection, bucket, prefix: 'fresh/' },
    });
    expect(items).toMatchObject([{ key: 'fresh/link', health: 'ok' }]);
  });

  it('names the links that break before an object they lead to becomes a link', async () => {
    const place = { connection, bucket: 'acme-releases', key: 'cli/channels.json' };
    const { findings } = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'create', ...place, target: 'cli/2.14.0/VERSION' },
    });
    const first = ['sdk/channels-v1.json', 'sdk/channels.json'];
    expect(findings).toContainEqual({
      level: 'choose',
      code: 'breaks-links',
      count: 2,
      first,
      complete: true,
      scannedAt: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('tells who can read through a link by trying it', async () => {
    const body = await expectOk(stack.bffUrl, 'tryReaders', {
      query: { connection, bucket: 'acme-releases', key: 'cli/old-installer.exe' },
    });
    expect(body.items).toMatchObject([
      { who: 'connection', status: 404, code: 'SymlinkTargetNotExist' },
      { who: 'anyone' },
    ]);
  });
});
