import { describe, expect, test } from 'vitest';

import { elementText, elementTexts } from './signed-request.ts';
import { START, setUpSettings } from './settings-suite.ts';

const DAY = 86_400_000;

const suite = setUpSettings();

describe('lifecycle rules', () => {
  const rule = (inner: string, prefix = 'old/') =>
    `<LifecycleConfiguration><Rule><ID>r1</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${inner}</Rule></LifecycleConfiguration>`;

  test('delete at the midnight after the days are over, and say so before', async () => {
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'old/a', body: 'x', lastModified: START });
    suite.server.admin.putSymlink({ bucket: suite.bucket, key: 'link', target: 'old/a' });
    await suite.setDocument('lifecycle', rule('<Expiration><Days>2</Days></Expiration>'));
    const { headers } = await suite.call({ method: 'HEAD', key: 'old/a' });
    expect(headers['x-oss-expiration']).toBe(
      `expiry-date="${new Date(Date.UTC(2026, 2, 4)).toUTCString()}", rule-id="r1"`,
    );
    suite.now = Date.UTC(2026, 2, 3, 23, 59);
    expect((await suite.call({ key: 'old/a' })).status).toBe(200);
    suite.now = Date.UTC(2026, 2, 4, 0, 1);
    expect((await suite.call({ key: 'link' })).code).toBe('SymlinkTargetNotExist');
    expect((await suite.call({ key: 'old/a' })).code).toBe('NoSuchKey');
  });

  test('cool objects down, so that links to them stop working', async () => {
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'old/a', body: 'x' });
    suite.server.admin.putObject({
      bucket: suite.bucket,
      key: 'old/tagged',
      body: 'x',
      tagging: { keep: 'no' },
    });
    suite.server.admin.putSymlink({ bucket: suite.bucket, key: 'old/link', target: 'old/a' });
    const transitions =
      '<Transition><Days>1</Days><StorageClass>IA</StorageClass></Transition><Transition><Days>3</Days><StorageClass>Archive</StorageClass></Transition>';
    await suite.setDocument('lifecycle', rule(transitions));
    suite.now = START + 2 * DAY;
    expect((await suite.call({ method: 'HEAD', key: 'old/link' })).headers['x-oss-storage-class']).toBe('IA');
    suite.now = START + 4 * DAY;
    expect((await suite.call({ key: 'old/link' })).code).toBe('InvalidObjectState');
    expect((await suite.call({ key: 'old/link', query: 'symlink' })).status).toBe(200);
  });

  test('bind only what has their tags, and clean up old versions and markers', async () => {
    suite.server.admin.setVersioning(suite.bucket, 'Enabled');
    suite.server.admin.putObject({
      bucket: suite.bucket,
      key: 'old/a',
      body: '1',
      tagging: { t: 'x' },
      lastModified: START,
    });
    suite.server.admin.putObject({
      bucket: suite.bucket,
      key: 'old/a',
      body: '2',
      tagging: { t: 'x' },
      lastModified: START,
    });
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'old/b', body: '1', lastModified: START });
    const inner =
      '<Tag><Key>t</Key><Value>x</Value></Tag><Expiration><Days>5</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>';
    await suite.setDocument('lifecycle', rule(inner));
    const shape = async () => {
      const { text } = await suite.call({ query: 'versions' });
      return [elementTexts(text, 'Key'), text.split('<DeleteMarker>').length - 1];
    };
    suite.now = START + 2 * DAY;
    expect(await shape()).toEqual([['old/a', 'old/b'], 0]);
    suite.now = START + 7 * DAY;
    expect(await shape()).toEqual([['old/a', 'old/a', 'old/b'], 1]);
  });

  test('with parts that are not understood are refused', async () => {
    const filter = rule(
      '<Filter><Not><Prefix>old/keep</Prefix></Not></Filter><Expiration><Days>1</Days></Expiration>',
    );
    expect((await suite.call({ method: 'PUT', query: 'lifecycle', body: filter })).code).toBe(
      'NotImplemented',
    );
    expect((await suite.call({ query: 'lifecycle' })).code).toBe('NoSuchLifecycle');
    await suite.setDocument('lifecycle', rule('<Expiration><Days>1</Days></Expiration>'));
    expect((await suite.call({ query: 'lifecycle' })).text).toContain(
      '<Expiration><Days>1</Days></Expiration>',
    );
    expect((await suite.call({ method: 'DELETE', query: 'lifecycle' })).status).toBe(204);
  });
});

describe('retention', () => {
  const begin = (days: number) =>
    suite.call({
      method: 'POST',
      query: 'worm',
      body: `<InitiateWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></InitiateWormConfiguration>`,
    });

  test('keeps links from being moved or deleted until it is over', async () => {
    await suite.putLink('kept');
    const id = (await begin(3)).headers['x-oss-worm-id']!;
    expect((await suite.call({ method: 'POST', query: `wormId=${id}` })).status).toBe(200);
    expect(elementText((await suite.call({ query: 'worm' })).text, 'State')).toBe('Locked');
    expect(await suite.putLink('kept', 'other')).toMatchObject({ status: 409, code: 'FileImmutable' });
    expect((await suite.call({ method: 'DELETE', key: 'kept' })).code).toBe('FileImmutable');
    expect((await suite.putLink('new')).status).toBe(200);
    expect((await suite.call({ method: 'DELETE', query: 'worm' })).code).toBe('WORMConfigurationLocked');
    const extend =
      '<ExtendWormConfiguration><RetentionPeriodInDays>5</RetentionPeriodInDays></ExtendWormConfiguration>';
    expect(
      (await suite.call({ method: 'POST', query: `wormExtend&wormId=${id}`, body: extend })).status,
    ).toBe(200);
    suite.now = START + 4 * DAY;
    expect((await suite.putLink('kept', 'other')).code).toBe('FileImmutable');
    suite.now = START + 6 * DAY;
    expect((await suite.putLink('kept', 'other')).status).toBe(200);
  });

  test('lapses after a day when it is not locked', async () => {
    await suite.putLink('kept');
    await begin(3);
    expect((await suite.putLink('kept', 'other')).code).toBe('FileImmutable');
    suite.now = START + DAY + 1000;
    expect((await suite.putLink('kept', 'other')).status).toBe(200);
    expect((await suite.call({ query: 'worm' })).code).toBe('NoSuchWORMConfiguration');
  });
});
