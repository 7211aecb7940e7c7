import { expect, test } from 'vitest';
import { decodeInventory, decodeInventoryPage } from './inventory.ts';
import { readXml } from './xml-reader.ts';

const destination =
  '<Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1</AccountId><RoleArn>acs:ram::1:role/r</RoleArn><Bucket>acs:oss:::reports</Bucket><Prefix>inv/a</Prefix></OSSBucketDestination></Destination>';
const inventory = (inner: string): string =>
  `<InventoryConfiguration><Id>daily</Id><IsEnabled>true</IsEnabled>${destination}${inner}</InventoryConfiguration>`;

test('an inventory says what it lists, which columns it has, and where it is written to', () => {
  const fields = '<OptionalFields><Field>Size</Field><Field>ObjectType</Field></OptionalFields>';
  const schedule = '<Schedule><Frequency>Weekly</Frequency></Schedule>';
  const filter = '<Filter><Prefix>l/</Prefix></Filter>';
  const versions = '<IncludedObjectVersions>All</IncludedObjectVersions>';
  expect(decodeInventory(readXml(inventory(filter + schedule + versions + fields)))).toEqual({
    id: 'daily',
    enabled: true,
    destination: { bucket: 'reports', prefix: 'inv/a' },
    frequency: 'Weekly',
    allVersions: true,
    fields: ['Size', 'ObjectType'],
    prefix: 'l/',
    isFiltered: false,
  });
});

test('what it leaves out is told, whichever way a later version has for that', () => {
  const read = (filter: string) => decodeInventory(readXml(inventory(filter)));
  expect(read('')).toMatchObject({ prefix: '', isFiltered: false, fields: [], allVersions: false });
  expect(read('<Filter><Prefix></Prefix></Filter>').isFiltered).toBe(false);
  expect(read('<Filter><LowerSizeBound>1024</LowerSizeBound></Filter>').isFiltered).toBe(true);
});

test('a page names all of its inventories and what to go on with', () => {
  const page = `<ListInventoryConfigurationsResult>${inventory('')}${inventory('')}<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></ListInventoryConfigurationsResult>`;
  const { configurations, ...rest } = decodeInventoryPage(readXml(page));
  expect(configurations.map(({ id }) => id)).toEqual(['daily', 'daily']);
  expect(rest).toEqual({ isTruncated: true, nextContinuationToken: 't' });
});

test.each([
  '<InventoryConfiguration><IsEnabled>true</IsEnabled></InventoryConfiguration>',
  '<InventoryConfiguration><Id>a</Id></InventoryConfiguration>',
  '<Error><Code>x</Code></Error>',
])('%s is no inventory', (text) => {
  expect(() => decodeInventory(readXml(text))).toThrowError(expect.objectContaining({ fault: 'unexpected' }));
});
