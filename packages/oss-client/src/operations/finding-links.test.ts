import { expect, test } from 'vitest';

import { startEmbeddedOss } from '../testing/embedded-oss.ts';
import { connectTo, startStubOss } from '../testing/stub-oss.ts';
import { getBucketInventory, listBucketInventory } from './bucket-inventory.ts';
import { doMetaQuery, getMetaQueryStatus } from './meta-query.ts';

// Against the embedded server over real HTTP, but for answers that no honest server gives.

const { server, client } = await startEmbeddedOss();

const inventory = (id: string): string =>
  `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1001</AccountId><RoleArn>acs:ram::1001:role/r</RoleArn><Bucket>acs:oss:::reports</Bucket><Prefix>inv</Prefix></OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions><OptionalFields><Field>ObjectType</Field></OptionalFields></InventoryConfiguration>`;

async function sendSetting(bucket: string, { method, query, body }: Setting): Promise<void> {
  await client.send({
    operation: 'Setting',
    method,
    bucket,
    query,
    headers: [['content-type', 'application/xml']],
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
    effect: 'write',
  });
}
interface Setting {
  method: 'PUT' | 'POST';
  query: [string, string][];
  body?: string;
}

test('inventories of a bucket are listed over all pages and read one by one; none is an empty list', async () => {
  const bucket = 'inventoried';
  server.admin.putBucket({ name: bucket });
  expect(await listBucketInventory(client, { bucket })).toMatchObject({ configurations: [] });
  expect(await getBucketInventory(client, { bucket, id: 'none' })).toBeUndefined();
  const ids = Array.from({ length: 101 }, (_, n) => `i${String(n).padStart(3, '0')}`);
  for (const id of ids)
    await sendSetting(bucket, {
      method: 'PUT',
      query: [
        ['inventory', ''],
        ['inventoryId', id],
      ],
      body: inventory(id),
    });
  const first = await listBucketInventory(client, { bucket });
  const second = await listBucketInventory(client, {
    bucket,
    continuationToken: first.nextContinuationToken,
  });
  expect([...first.configurations, ...second.configurations].map(({ id }) => id)).toEqual(ids);
  expect([first.isTruncated, second.isTruncated]).toEqual([true, false]);
  expect(await getBucketInventory(client, { bucket, id: 'i007' })).toMatchObject({
    destination: { bucket: 'reports', prefix: 'inv' },
    frequency: 'Daily',
    fields: ['ObjectType'],
  });
});

test('a query finds links by name over all pages, once the index is open', async () => {
  const bucket = 'queried';
  server.admin.putBucket({ name: bucket });
  const keys = ['a b', 'a&<b>', 'q"\'', '一/x'];
  for (const key of keys) server.admin.putSymlink({ bucket, key, target: 'o' });
  server.admin.putObject({ bucket, key: 'o', size: 1 });
  const query = { Field: 'OSSObjectType', Operation: 'eq', Value: 'Symlink' };
  expect(await getMetaQueryStatus(client, { bucket })).toBeUndefined();
  await expect(doMetaQuery(client, { bucket, query })).rejects.toMatchObject({ code: 'MetaQueryNotExist' });
  await sendSetting(bucket, {
    method: 'POST',
    query: [
      ['metaQuery', ''],
      ['comp', 'add'],
    ],
  });
  expect(await getMetaQueryStatus(client, { bucket })).toEqual({
    state: 'Running',
    phase: 'IncrementalScanning',
  });
  const first = await doMetaQuery(client, { bucket, query, maxResults: 3 });
  const second = await doMetaQuery(client, { bucket, query, maxResults: 3, nextToken: first.nextToken });
  expect([...first.files, ...second.files].map(({ key }) => key)).toEqual(keys);
  expect(second.nextToken).toBeUndefined();
  const below = { Field: 'Filename', Operation: 'prefix', Value: '一/' };
  const both = { Operation: 'and', SubQueries: [query, below] } as const;
  expect((await doMetaQuery(client, { bucket, query: both })).files).toMatchObject([
    { key: '一/x', type: 'Symlink' },
  ]);
});

test.each([
  ['a token that comes again', '<File><Filename>a</Filename></File>', 't'],
  ['an empty page with a token', '', 'u'],
])('%s does not make a query go round', async (_, files, token) => {
  const stub = await startStubOss((_request, response) => {
    response.end(`<MetaQuery><NextToken>${token}</NextToken><Files>${files}</Files></MetaQuery>`);
  });
  const query = { Field: 'OSSObjectType', Operation: 'eq', Value: 'Symlink' };
  const ask = doMetaQuery(connectTo(stub.endpoint), { bucket: 'looping', query, nextToken: 't' });
  await expect(ask).rejects.toMatchObject({ detail: { kind: 'protocol', reason: 'no-progress' } });
});

test('a list of inventories that says that there are more has to lead on', async () => {
  const stub = await startStubOss((_request, response) => {
    response.end(
      '<ListInventoryConfigurationsResult><IsTruncated>true</IsTruncated></ListInventoryConfigurationsResult>',
    );
  });
  await expect(listBucketInventory(connectTo(stub.endpoint), { bucket: 'looping' })).rejects.toMatchObject({
    detail: { reason: 'no-progress' },
  });
});
