import { describe, expect, test } from 'vitest';

import { headObject } from './head-object.ts';
import { putObject } from './put-object.ts';
import { putSymlink } from './put-symlink.ts';
import { previewRestoreObject, restoreObject } from './restore-object.ts';
import { BUCKET, startEmbeddedOss } from '../testing/embedded-oss.ts';
import { connectTo, startStubOss } from '../testing/stub-oss.ts';

const { server, client } = await startEmbeddedOss();

async function store(key: string, storageClass: 'Standard' | 'Archive' | 'ColdArchive'): Promise<void> {
  await putObject(client, { bucket: BUCKET, key, body: Buffer.from('cold'), storageClass });
}

describe('restoring an object', () => {
  test('begins, is under way, and can be extended once it is readable', async () => {
    const place = { bucket: BUCKET, key: 'archive 冷+1' };
    await store(place.key, 'Archive');
    const started = await restoreObject(client, { ...place, days: 7 });
    expect(started).toMatchObject({ state: 'started', requestId: expect.any(String) as string });
    expect((await headObject(client, place)).restore).toContain('ongoing-request="true"');
    const again = await restoreObject(client, { ...place, days: 7 });
    expect(again).toMatchObject({ state: 'in-progress', requestId: expect.any(String) as string });
    server.admin.setRestore(place, { state: 'restored', expires: new Date(Date.now() + 60_000) });
    expect(await restoreObject(client, { ...place, days: 3 })).toMatchObject({ state: 'extended' });
    expect((await headObject(client, place)).restore).toContain('ongoing-request="false"');
  });

  test('names its tier only where one is given', async () => {
    const oss = await startStubOss((_, response) => void response.writeHead(202).end());
    const stub = connectTo(oss.endpoint);
    await restoreObject(stub, { bucket: BUCKET, key: 'k', days: 2 });
    await restoreObject(stub, { bucket: BUCKET, key: 'k', days: 2, tier: 'Bulk', versionId: 'v1' });
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n<RestoreRequest><Days>2</Days>';
    expect(oss.seen.map(({ body }) => body)).toEqual([
      `${head}</RestoreRequest>`,
      `${head}<JobParameters><Tier>Bulk</Tier></JobParameters></RestoreRequest>`,
    ]);
    expect(oss.seen.map(({ method, query }) => [method, query])).toEqual([
      ['POST', [['restore', '']]],
      [
        'POST',
        [
          ['restore', ''],
          ['versionId', 'v1'],
        ],
      ],
    ]);
  });

  test('is refused where there is nothing to restore, or not in these terms', async () => {
    await store('warm', 'Standard');
    await store('colder', 'ColdArchive');
    await putSymlink(client, { bucket: BUCKET, key: 'link', target: 'colder' });
    const ask = (key: string, more: { days?: number } = {}) =>
      restoreObject(client, { bucket: BUCKET, key, days: 1, tier: 'Standard', ...more });
    await expect(ask('warm')).rejects.toMatchObject({ code: 'OperationNotSupported' });
    await expect(ask('link')).rejects.toMatchObject({ code: 'OperationNotSupported' });
    await expect(ask('missing')).rejects.toMatchObject({ code: 'NoSuchKey' });
    await expect(ask('colder', { days: 366 })).rejects.toMatchObject({ code: 'MalformedXML' });
    expect(await ask('colder')).toMatchObject({ state: 'started' });
  });

  test('is sent once, also where OSS holds it back', async () => {
    const oss = await startStubOss((_, response) => void response.writeHead(503).end());
    const stub = connectTo(oss.endpoint);
    await expect(restoreObject(stub, { bucket: BUCKET, key: 'k', days: 1 })).rejects.toMatchObject({
      status: 503,
    });
    expect(oss.seen).toHaveLength(1);
  });
});

test('a restore is shown as it would be sent', async () => {
  const { method, url } = await previewRestoreObject(client, { bucket: BUCKET, key: 'a b', days: 1 });
  expect(method).toBe('POST');
  expect(url).toMatch(/\/a%20b\?restore$/);
});
