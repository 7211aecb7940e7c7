import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 1, 10);
const OTHER = { accessKeyId: 'other', accessKeySecret: 'other-secret' };
let now = START;
let server: OssServer;
let bucket = '';
let serial = 0;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT, { uid: '2002', ...OTHER }], clock: () => now });
});
afterAll(() => server.stop());
beforeEach(() => {
  now = START;
  serial += 1;
  bucket = `settings-${serial}`;
  server.admin.putBucket({ name: bucket });
});

const call = (request: TestRequest) => send(server.port, { bucket, date: new Date(now), ...request });
const setDocument = async (sub: string, body: string) => {
  expect(await call({ method: 'PUT', query: sub, body })).toMatchObject({ status: 200 });
};
const putLink = (key: string, target = 'target', more: Partial<TestRequest> = {}) =>
  call({ method: 'PUT', key, query: 'symlink', headers: { 'x-oss-symlink-target': target }, ...more });

describe('lifecycle rules', () => {
  const rule = (inner: string, prefix = 'old/') =>
    `<LifecycleConfiguration><Rule><ID>r1</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${inner}</Rule></LifecycleConfiguration>`;

  test('delete at the midnight after the days are over, and say so before', async () => {
    server.admin.putObject({ bucket, key: 'old/a', body: 'x', lastModified: START });
    server.admin.putSymlink({ bucket, key: 'link', target: 'old/a' });
    await setDocument('lifecycle', rule('<Expiration><Days>2</Days></Expiration>'));
    const { headers } = await call({ method: 'HEAD', key: 'old/a' });
    expect(headers['x-oss-expiration']).toBe(
      `expiry-date="${new Date(Date.UTC(2026, 2, 4)).toUTCString()}", rule-id="r1"`,
    );
    now = Date.UTC(2026, 2, 3, 23, 59);
    expect((await call({ key: 'old/a' })).status).toBe(200);
    now = Date.UTC(2026, 2, 4, 0, 1);
    expect((await call({ key: 'link' })).code).toBe('SymlinkTargetNotExist');
    expect((await call({ key: 'old/a' })).code).toBe('NoSuchKey');
  });

  test('cool objects down, so that links to them stop working', async () => {
    server.admin.putObject({ bucket, key: 'old/a', body: 'x' });
    server.admin.putObject({ bucket, key: 'old/tagged', body: 'x', tagging: { keep: 'no' } });
    server.admin.putSymlink({ bucket, key: 'old/link', target: 'old/a' });
    const transitions =
      '<Transition><Days>1</Days><StorageClass>IA</StorageClass></Transition><Transition><Days>3</Days><StorageClass>Archive</StorageClass></Transition>';
    await setDocument('lifecycle', rule(transitions));
    now = START + 2 * DAY;
    expect((await call({ method: 'HEAD', key: 'old/link' })).headers['x-oss-storage-class']).toBe('IA');
    now = START + 4 * DAY;
    expect((await call({ key: 'old/link' })).code).toBe('InvalidObjectState');
    expect((await call({ key: 'old/link', query: 'symlink' })).status).toBe(200);
  });

  test('bind only what has their tags, and clean up old versions and markers', async () => {
    server.admin.setVersioning(bucket, 'Enabled');
    server.admin.putObject({ bucket, key: 'old/a', body: '1', tagging: { t: 'x' }, lastModified: START });
    server.admin.putObject({ bucket, key: 'old/a', body: '2', tagging: { t: 'x' }, lastModified: START });
    server.admin.putObject({ bucket, key: 'old/b', body: '1', lastModified: START });
    const inner =
      '<Tag><Key>t</Key><Value>x</Value></Tag><Expiration><Days>5</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>';
    await setDocument('lifecycle', rule(inner));
    const shape = async () => {
      const { text } = await call({ query: 'versions' });
      return [elementTexts(text, 'Key'), text.split('<DeleteMarker>').length - 1];
    };
    now = START + 2 * DAY;
    expect(await shape()).toEqual([['old/a', 'old/b'], 0]);
    now = START + 7 * DAY;
    expect(await shape()).toEqual([['old/a', 'old/a', 'old/b'], 1]);
  });

  test('with parts that are not understood are refused', async () => {
    const filter = rule(
      '<Filter><Not><Prefix>old/keep</Prefix></Not></Filter><Expiration><Days>1</Days></Expiration>',
    );
    expect((await call({ method: 'PUT', query: 'lifecycle', body: filter })).code).toBe('NotImplemented');
    expect((await call({ query: 'lifecycle' })).code).toBe('NoSuchLifecycle');
    await setDocument('lifecycle', rule('<Expiration><Days>1</Days></Expiration>'));
    expect((await call({ query: 'lifecycle' })).text).toContain('<Expiration><Days>1</Days></Expiration>');
    expect((await call({ method: 'DELETE', query: 'lifecycle' })).status).toBe(204);
  });
});

describe('retention', () => {
  const begin = (days: number) =>
    call({
      method: 'POST',
      query: 'worm',
      body: `<InitiateWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></InitiateWormConfiguration>`,
    });

  test('keeps links from being moved or deleted until it is over', async () => {
    await putLink('kept');
    const id = (await begin(3)).headers['x-oss-worm-id']!;
    expect((await call({ method: 'POST', query: `wormId=${id}` })).status).toBe(200);
    expect(elementText((await call({ query: 'worm' })).text, 'State')).toBe('Locked');
    expect(await putLink('kept', 'other')).toMatchObject({ status: 409, code: 'FileImmutable' });
    expect((await call({ method: 'DELETE', key: 'kept' })).code).toBe('FileImmutable');
    expect((await putLink('new')).status).toBe(200);
    expect((await call({ method: 'DELETE', query: 'worm' })).code).toBe('InvalidWORMConfiguration');
    const extend =
      '<ExtendWormConfiguration><RetentionPeriodInDays>5</RetentionPeriodInDays></ExtendWormConfiguration>';
    expect((await call({ method: 'POST', query: `wormExtend&wormId=${id}`, body: extend })).status).toBe(200);
    now = START + 4 * DAY;
    expect((await putLink('kept', 'other')).code).toBe('FileImmutable');
    now = START + 6 * DAY;
    expect((await putLink('kept', 'other')).status).toBe(200);
  });

  test('lapses after a day when it is not locked', async () => {
    await putLink('kept');
    await begin(3);
    expect((await putLink('kept', 'other')).code).toBe('FileImmutable');
    now = START + DAY + 1000;
    expect((await putLink('kept', 'other')).status).toBe(200);
    expect((await call({ query: 'worm' })).code).toBe('NoSuchWORMConfiguration');
  });
});
