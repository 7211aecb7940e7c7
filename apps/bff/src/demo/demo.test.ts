import {
  createOssClient,
  getBucketInfo,
  getObject,
  listObjectsV2,
  listObjectVersions,
  type ListedObject,
} from '@signpost/oss-client';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { demoBuckets } from '@signpost/demo-data';

const start = Date.parse('2026-11-22T10:00:00Z');
const releases = 'acme-releases';
let now = start;
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ demo: true, clock: () => new Date(now) });
}, 60_000);
afterAll(() => stack.stop());

async function linksOf(bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await listObjectsV2(stack.client, { bucket, continuationToken });
    keys.push(...page.objects.filter(({ type }) => type === 'Symlink').map(({ key }) => key));
    continuationToken = page.nextContinuationToken;
  } while (continuationToken !== undefined);
  return keys;
}

test('holds 231, 1,480 and 96 links, of which 14 lead nowhere or cannot be read', async () => {
  const counted: Record<string, { links: number; broken: number }> = {};
  for (const { name } of demoBuckets()) {
    const keys = await linksOf(name);
    let broken = 0;
    for (let i = 0; i < keys.length; i += 50) {
      const links = keys.slice(i, i + 50).map((key) => ({ key }));
      const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
        body: { connection: 'default', bucket: name, links },
      });
      broken += items.filter(({ health }) => health !== 'ok').length;
    }
    counted[name] = { links: keys.length, broken };
  }
  expect(counted).toEqual({
    'acme-releases': { links: 231, broken: 4 },
    'acme-cdn': { links: 1480, broken: 0 },
    'acme-datasets': { links: 96, broken: 10 },
    'acme-lake': { links: 0, broken: 0 },
  });
}, 60_000);

const hour = 3_600_000;
const day = 24 * hour;
const month = 30 * day;
const year = 365 * day;
const mib = 1024 * 1024;

function ageOf({ lastModified }: { lastModified: Date }): number {
  return start - lastModified.getTime();
}

/** All that lies below a prefix, by its name there. */
async function below(bucket: string, prefix: string): Promise<Map<string, ListedObject>> {
  const { objects, isTruncated } = await listObjectsV2(stack.client, { bucket, prefix });
  expect(isTruncated).toBe(false);
  return new Map(objects.map((object) => [object.key.slice(prefix.length), object]));
}

function findLink(key: string, bucket = releases) {
  const found = stack.admin.find({ bucket, key });
  if (found?.target === undefined) throw new Error(`${key} is no link`);
  return { ...found, target: found.target, age: ageOf(found) };
}

describe('acme-releases', () => {
  test.each([
    ['cli/1.9.4/', 8, 61, 'Archive', 2 * year],
    ['cli/2.12.0/', 9, 84, 'Archive', 7 * month],
    ['cli/2.13.2/', 9, 86, 'Standard', 41 * day],
    ['cli/2.14.0/', 9, 88, 'Standard', 3 * day],
    ['cli/2.15.0-rc.1/', 9, 89, 'Standard', hour],
  ])('%s holds %s objects of %s MiB in %s', async (prefix, count, size, storageClass, age) => {
    const objects = [...(await below(releases, prefix)).values()];
    expect(objects.length).toBe(count);
    expect(objects.reduce((sum, one) => sum + one.size, 0)).toBe(size * mib);
    expect(new Set(objects.map((one) => one.storageClass))).toEqual(new Set([storageClass]));
    expect(new Set(objects.map(ageOf))).toEqual(new Set([age]));
    expect(new Set(objects.map(({ type }) => type))).toEqual(new Set(['Normal']));
  });

  test('holds nothing else below cli/ than the table of the demo', async () => {
    const { objects, commonPrefixes } = await listObjectsV2(stack.client, {
      bucket: releases,
      prefix: 'cli/',
      delimiter: '/',
    });
    const names =
      '1.9.4/ 2.12.0/ 2.13.2/ 2.14.0/ 2.15.0-rc.1/ CHANGELOG.md beta/ channels.json latest.txt latest/ ' +
      'legacy.tar.gz old-installer.exe stable/ 工具\u202Efdp.exe';
    const keys = [...objects.map(({ key }) => key), ...commonPrefixes];
    expect(keys.toSorted()).toEqual(names.split(' ').map((name) => `cli/${name}`));
  });

  test('stores the three texts of 2.14.0 gzipped, and those of no other version', async () => {
    const zipped: string[] = [];
    for (const version of ['1.9.4', '2.12.0', '2.13.2', '2.14.0', '2.15.0-rc.1'])
      for (const key of (await below(releases, `cli/${version}/`)).keys()) {
        const found = stack.admin.find({ bucket: releases, key: `cli/${version}/${key}` });
        if (found?.headers['content-encoding'] !== undefined) zipped.push(`${version}/${key}`);
      }
    expect(zipped).toEqual(['2.14.0/CHANGELOG.md', '2.14.0/VERSION', '2.14.0/install.sh']);
  });

  test('has a release candidate with a new platform, a missing one, and a build of 4 % of its usual size', async () => {
    const platforms = async (version: string): Promise<Map<string, number>> =>
      new Map(
        [...(await below(releases, `cli/${version}/cli-${version}-`))].map(([name, { size }]) => [
          name,
          size,
        ]),
      );
    const before = await platforms('2.14.0');
    const candidate = await platforms('2.15.0-rc.1');
    expect([...candidate.keys()].filter((name) => !before.has(name))).toEqual(['linux-riscv64.tar.gz']);
    expect([...before.keys()].filter((name) => !candidate.has(name))).toEqual(['windows-arm64.zip']);
    const shares = [...candidate].flatMap(([name, size]) => {
      const usual = before.get(name);
      return usual === undefined ? [] : [[name, Math.round((size / usual) * 100)]];
    });
    expect(shares).toEqual([
      ['darwin-arm64.tar.gz', 4],
      ['linux-amd64.tar.gz', 102],
      ['linux-arm64.tar.gz', 102],
    ]);
  });

  test.each([
    ['cli/CHANGELOG.md', 'cli/2.14.0/CHANGELOG.md', 3 * day],
    ['cli/latest.txt', 'cli/latest/VERSION', 3 * day],
    ['cli/legacy.tar.gz', 'cli/1.9.4/cli.tar.gz', 2 * year],
    ['cli/old-installer.exe', 'cli/1.2.0/setup.exe', 2 * year],
    ['cli/工具\u202Efdp.exe', 'cli/2.14.0/manual.pdf', 3 * day],
    ['install.sh', 'cli/2.14.0/install.sh', 3 * day],
  ])('%s leads to %s', (key, target, age) => {
    expect(findLink(key)).toMatchObject({ target, age });
  });

  test.each([
    ['beta', '2.15.0-rc.1', hour],
    ['latest', '2.14.0', 3 * day],
    ['stable', '2.13.2', 41 * day],
  ])(
    'cli/%s/ holds nine links that follow %s, the version left out of their names',
    async (folder, version, age) => {
      const names = [...(await below(releases, `cli/${folder}/`)).keys()];
      expect(names.length).toBe(9);
      for (const name of names) {
        const stored = name.replace(/^cli-/, `cli-${version}-`);
        expect(findLink(`cli/${folder}/${name}`)).toMatchObject({ target: `cli/${version}/${stored}`, age });
      }
    },
  );

  test('has one link of cli/beta/ that leads nowhere, and the other 8 lead to objects', async () => {
    const names = [...(await below(releases, 'cli/beta/')).keys()];
    const missing = names.filter(
      (name) =>
        stack.admin.find({ bucket: releases, key: findLink(`cli/beta/${name}`).target }) === undefined,
    );
    expect(missing).toEqual(['cli-windows-arm64.zip']);
  });

  test('serves cli/latest/ to everybody, tagged and for a minute', async () => {
    for (const name of (await below(releases, 'cli/latest/')).keys())
      expect(findLink(`cli/latest/${name}`)).toMatchObject({
        acl: 'public-read',
        tagging: { team: 'cli', channel: 'latest' },
        headers: { 'cache-control': 'max-age=60' },
      });
  });

  test('has a list of channels of 412 bytes that two links of sdk/ lead to', async () => {
    const found = stack.admin.find({ bucket: releases, key: 'cli/channels.json' });
    expect(found).toMatchObject({ type: 'Normal', size: 412 });
    expect(found && ageOf(found)).toBe(3 * day);
    const pointing = demoBuckets().flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.kind === 'link' && entry.target === 'cli/channels.json' ? [entry.key] : [],
      ),
    );
    expect(pointing).toEqual(['sdk/channels-v1.json', 'sdk/channels.json']);
  });

  test('has nobody who points at 2.12.0', () => {
    const targets = demoBuckets().flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'link' ? [entry.target] : [])),
    );
    expect(targets.filter((target) => target.startsWith('cli/2.12.0/'))).toEqual([]);
  });
});

describe('acme-cdn', () => {
  test('switches 1,480 pages between blue and green, and keeps versions', async () => {
    expect(await getBucketInfo(stack.client, { bucket: 'acme-cdn' })).toMatchObject({
      versioning: 'Enabled',
    });
    const live = demoBuckets()
      .find(({ name }) => name === 'acme-cdn')
      ?.entries.filter((entry) => entry.kind === 'link' && entry.ageMs === 6 * hour);
    expect(live?.length).toBe(1480);
    for (const entry of live ?? []) {
      const name = entry.key.replace('web/live/', '');
      const target = `web/green/${name}`;
      expect(findLink(entry.key, 'acme-cdn')).toMatchObject({ target, age: 6 * hour });
      expect(stack.admin.find({ bucket: 'acme-cdn', key: target })?.type).toBe('Normal');
    }
  });

  test('holds 3,000 objects in one flat prefix', () => {
    const entries = demoBuckets().find(({ name }) => name === 'acme-cdn')?.entries ?? [];
    const flat = entries.filter(({ key }) => /^assets\/[^/]+$/.test(key));
    expect([flat.length, new Set(flat.map(({ key }) => key)).size]).toEqual([3000, 3000]);
  });

  test('has an object under a link whose bytes can be fetched back', async () => {
    const { entries } = await listObjectVersions(stack.client, {
      bucket: 'acme-cdn',
      prefix: 'web/live/index.html',
    });
    const kinds = entries.map((entry) => (entry.kind === 'version' ? entry.type : 'marker'));
    expect(kinds).toEqual(['Symlink', 'Symlink', 'Normal']);
    const { body } = await getObject(stack.client, {
      bucket: 'acme-cdn',
      key: 'web/live/index.html',
      versionId: entries.at(-1)?.versionId,
    });
    expect(await text(body)).toContain('from before the links');
  });
});

describe('the lifecycle rules of the demo', () => {
  const rules = (): Promise<string> =>
    stack.client
      .sendForXml({
        operation: 'GetBucketLifecycle',
        method: 'GET',
        bucket: releases,
        query: [['lifecycle', '']],
        effect: 'read',
      })
      .then(({ document }) =>
        document.children
          .map(({ children }) =>
            children.map((part) => part.text || part.children.map((inner) => inner.text).join(' ')).join(' '),
          )
          .join('\n'),
      );
  const classesOf = (folder: string): Promise<Set<string>> =>
    below(releases, `cli/${folder}/`).then(
      (all) => new Set([...all.values()].map((one) => String(one.storageClass))),
    );

  test('can be read by any client', async () => {
    expect(await rules()).toBe(
      [
        'expire-old cli/1.2. Enabled 400',
        'cold-60 cli/2. Enabled 60 Archive',
        'cold-60-first cli/1. Enabled 60 Archive',
      ].join('\n'),
    );
  });

  test('leave the demo as it is told, until stable/ goes cold after nineteen days', async () => {
    expect(await classesOf('2.13.2')).toEqual(new Set(['Standard']));
    now = start + 18 * day;
    expect(await classesOf('2.13.2')).toEqual(new Set(['Standard']));
    now = start + 20 * day;
    expect(await classesOf('2.13.2')).toEqual(new Set(['Archive']));
    expect(await classesOf('2.14.0')).toEqual(new Set(['Standard']));
    expect(await classesOf('1.9.4')).toEqual(new Set(['Archive']));
    expect((await below(releases, 'cli/latest/')).size).toBe(9);
    now = start;
  });
});

test('holds keys of the full 1,023 bytes', () => {
  const keys = demoBuckets().flatMap(({ entries }) => entries.map(({ key }) => Buffer.byteLength(key)));
  expect(Math.max(...keys)).toBe(1023);
});

test('opens to any client that has the keys', async () => {
  const client = createOssClient({
    endpoint: stack.ossUrl,
    region: 'cn-hangzhou',
    credentials: stack.credential,
    clock: () => new Date(start),
  });
  expect(
    (await listObjectsV2(client, { bucket: 'acme-cdn', prefix: 'web/live/', maxKeys: 1 })).objects.length,
  ).toBe(1);
  await client.close();
});
