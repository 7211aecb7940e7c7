import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';

const START = Date.UTC(2026, 2, 1, 10);
let now = START;
let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT], clock: () => now });
  const { admin } = server;
  admin.putBucket({ name: 'indexed' });
  admin.putBucket({ name: 'reports' });
  admin.bulk(() => {
    for (let index = 0; index < 150; index += 1) {
      admin.putObject({
        bucket: 'indexed',
        key: `o/${String(index).padStart(3, '0')}`,
        body: 'x'.repeat(index),
      });
    }
    for (const key of ['l/一', 'l/a b', 'm/c']) {
      admin.putSymlink({
        bucket: 'indexed',
        key,
        target: 'o/001',
        tagging: { team: 'web' },
        metadata: { by: 'me' },
      });
    }
  });
});
afterAll(() => server.stop());

const call = (request: TestRequest) =>
  send(server.port, { bucket: 'indexed', date: new Date(now), ...request });

describe('MetaSearch', () => {
  const ask = (query: object, more = '') =>
    call({
      method: 'POST',
      query: 'metaQuery&comp=query',
      body: `<MetaQuery><Query>${JSON.stringify(query).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Query>${more}</MetaQuery>`,
    });
  const links = { Field: 'OSSObjectType', Operation: 'eq', Value: 'Symlink' };

  test('must be opened, and can be closed', async () => {
    expect((await ask(links)).code).toBe('MetaQueryNotExist');
    expect((await call({ method: 'POST', query: 'metaQuery&comp=add' })).status).toBe(200);
    expect((await call({ method: 'POST', query: 'metaQuery&comp=add' })).code).toBe('MetaQueryAlreadyExist');
    expect(elementText((await call({ query: 'metaQuery' })).text, 'State')).toBe('Running');
    expect((await call({ method: 'POST', query: 'metaQuery&comp=delete' })).status).toBe(200);
    expect((await call({ query: 'metaQuery' })).code).toBe('MetaQueryNotExist');
    await call({ method: 'POST', query: 'metaQuery&comp=add&mode=basic' });
  });

  test('is basic: a semantic query is refused, not answered as a basic one', async () => {
    for (const query of ['metaQuery&comp=query&mode=semantic', 'metaQuery&comp=add&mode=semantic']) {
      expect(await call({ method: 'POST', query, body: '<MetaQuery/>' })).toMatchObject({
        status: 501,
        code: 'NotImplemented',
      });
    }
  });

  test('finds links, and tells no targets', async () => {
    const { text } = await ask(links);
    expect(elementTexts(text, 'Filename')).toEqual(['l/a b', 'l/一', 'm/c']);
    expect(elementTexts(text, 'OSSObjectType')).toEqual(['Symlink', 'Symlink', 'Symlink']);
    expect(text).toContain('<UserMeta><Key>x-oss-meta-by</Key><Value>me</Value></UserMeta>');
    expect(text).not.toContain('o/001');
  });

  test('combines conditions, sorts and pages', async () => {
    const both = {
      Operation: 'and',
      SubQueries: [links, { Field: 'Filename', Operation: 'prefix', Value: 'l/' }],
    };
    expect(elementTexts((await ask(both)).text, 'Filename')).toHaveLength(2);
    const tagged = { Field: 'OSSTagging.team', Operation: 'eq', Value: 'web' };
    expect(elementTexts((await ask(tagged)).text, 'Filename')).toHaveLength(3);
    const large = { Field: 'Size', Operation: 'gte', Value: '100' };
    const first = await ask(large, '<Sort>Size</Sort><Order>desc</Order><MaxResults>40</MaxResults>');
    expect(elementTexts(first.text, 'Size').slice(0, 2)).toEqual(['149', '148']);
    const token = elementText(first.text, 'NextToken');
    const second = await ask(
      large,
      `<Sort>Size</Sort><Order>desc</Order><MaxResults>40</MaxResults><NextToken>${token}</NextToken>`,
    );
    expect(elementTexts(second.text, 'Size')).toHaveLength(10);
    expect(elementText(second.text, 'NextToken')).toBe('');
  });

  test('counts by type in one call', async () => {
    const group =
      '<Aggregations><Aggregation><Field>OSSObjectType</Field><Operation>group</Operation></Aggregation><Aggregation><Field>Size</Field><Operation>sum</Operation></Aggregation></Aggregations>';
    const { text } = await ask({ Field: 'Size', Operation: 'gte', Value: '0' }, group);
    expect(text).toContain('<Group><Value>Symlink</Value><Count>3</Count></Group>');
    expect(text).toContain('<Group><Value>Normal</Value><Count>150</Count></Group>');
    expect(text).toContain(`<Value>${(149 * 150) / 2 + 15}</Value>`);
  });

  test.each([
    [{ Field: 'Nothing', Operation: 'eq', Value: 'x' }, ''],
    [{ Field: 'Size', Operation: 'like', Value: 'x' }, ''],
    [{ Field: 'Size', Operation: 'toString', Value: 'x' }, ''],
    [{ Field: 'Size', Operation: 'constructor', Value: 'x' }, ''],
    [
      links,
      '<Aggregations><Aggregation><Field>Size</Field><Operation>toString</Operation></Aggregation></Aggregations>',
    ],
    [links, '<MaxResults>101</MaxResults>'],
    [links, '<Sort>Nothing</Sort>'],
  ])('refuses %o %s', async (query, more) => {
    expect(await ask(query, more)).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe('inventory', () => {
  const document = (id: string, fields: string[]) =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><Filter><Prefix>l/</Prefix></Filter><Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1001</AccountId><RoleArn>acs:ram::1001:role/r</RoleArn><Bucket>acs:oss:::reports</Bucket><Prefix>inv</Prefix></OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions><OptionalFields>${fields.map((field) => `<Field>${field}</Field>`).join('')}</OptionalFields></InventoryConfiguration>`;
  const put = (id: string, fields: string[]) =>
    call({ method: 'PUT', query: `inventory&inventoryId=${id}`, body: document(id, fields) });

  test('is configured, listed, read and removed', async () => {
    expect((await put('i1', ['Size', 'ObjectType'])).status).toBe(200);
    expect(await put('i2', ['Target'])).toMatchObject({
      status: 400,
      headers: { 'x-oss-ec': '0020-00000036' },
    });
    expect(elementTexts((await call({ query: 'inventory' })).text, 'Id')).toEqual(['i1']);
    expect((await call({ query: 'inventory&inventoryId=i1' })).text).toContain(
      '<Bucket>acs:oss:::reports</Bucket>',
    );
    expect((await call({ query: 'inventory&inventoryId=none' })).code).toBe('NoSuchInventory');
    expect((await call({ method: 'DELETE', query: 'inventory&inventoryId=i1' })).status).toBe(204);
  });

  test('is written once a day, with types and encoded keys and without targets', async () => {
    await put('daily', ['ObjectType', 'Size']);
    now = START + 86_400_000;
    await call({ query: 'bucketInfo' });
    const list = () => send(server.port, { bucket: 'reports', date: new Date(now) });
    const keys = elementTexts((await list()).text, 'Key');
    const manifestKey = keys.find((key) => key.endsWith('manifest.json'))!;
    expect(manifestKey).toBe('inv/indexed/daily/2026-03-02T00-00Z/manifest.json');
    const read = (key: string) => send(server.port, { bucket: 'reports', key, date: new Date(now) });
    const manifest = JSON.parse((await read(manifestKey)).text) as {
      fileSchema: string;
      files: { key: string; size: number }[];
    };
    expect(manifest.fileSchema).toBe('Bucket, Key, Size, ObjectType');
    const table = await read(manifest.files[0]!.key);
    expect(table.body).toHaveLength(manifest.files[0]!.size);
    expect(gunzipSync(table.body).toString()).toBe(
      '"indexed","l%2Fa%20b","5","Symlink"\n"indexed","l%2F%E4%B8%80","5","Symlink"\n',
    );
    await call({ query: 'bucketInfo' });
    expect(elementTexts((await list()).text, 'Key')).toEqual(keys);
  });
});
