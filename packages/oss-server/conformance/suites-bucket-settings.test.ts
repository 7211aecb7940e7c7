import { describe, expect, test } from 'vitest';

import { elementText, elementTexts } from './signed-request.ts';
import { setUpSettings } from './settings-suite.ts';

/* What the suites of the official clients expect of what is set on a bucket. */
const suite = setUpSettings();
const { call } = suite;
const setPublic = (acl: string) => ({ headers: { 'x-oss-acl': acl } });

describe('bucket tags', () => {
  const tags = (...keys: string[]) =>
    `<Tagging><TagSet>${keys.map((key) => `<Tag><Key>${key}</Key><Value>v</Value></Tag>`).join('')}</TagSet></Tagging>`;
  const keysLeft = async () => elementTexts((await call({ query: 'tagging' })).text, 'Key');

  test('are deleted by name, or all of them', async () => {
    await suite.setDocument('tagging', tags('k1', 'k2', 'k3', 'k4'));
    expect((await call({ method: 'DELETE', query: 'tagging=k1' })).status).toBe(204);
    expect(await keysLeft()).toEqual(['k2', 'k3', 'k4']);
    expect((await call({ method: 'DELETE', query: 'tagging=k2%2Ck4%2Cnone' })).status).toBe(204);
    expect(await keysLeft()).toEqual(['k3']);
    expect((await call({ method: 'DELETE', query: 'tagging' })).status).toBe(204);
    expect(await keysLeft()).toEqual([]);
    expect((await call({ method: 'DELETE', query: 'tagging=k1' })).status).toBe(204);
  });
});

describe('stored documents', () => {
  test('of CORS come back in the spelling of the service, with ResponseVary always', async () => {
    const missing = await call({ query: 'cors' });
    expect(missing).toMatchObject({ status: 404, code: 'NoSuchCORSConfiguration' });
    expect(elementText(missing.text, 'Message')).toBe('The CORS Configuration does not exist.');
    const rule =
      '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod><AllowedHeader>Authorization</AllowedHeader></CORSRule>';
    await suite.setDocument('cors', `<CORSConfiguration>${rule}</CORSConfiguration>`);
    const { text } = await call({ query: 'cors' });
    expect(elementText(text, 'AllowedMethod')).toBe('GET');
    expect(elementText(text, 'AllowedHeader')).toBe('authorization');
    expect(elementText(text, 'ResponseVary')).toBe('false');
    await suite.setDocument(
      'cors',
      `<CORSConfiguration>${rule}<ResponseVary>True</ResponseVary></CORSConfiguration>`,
    );
    expect(elementTexts((await call({ query: 'cors' })).text, 'ResponseVary')).toEqual(['true']);
  });

  test('a website that is not set says so in words', async () => {
    const { text } = await call({ query: 'website' });
    expect(elementText(text, 'Message')).toBe('The specified bucket does not have a website configuration.');
  });

  test('take True for true', async () => {
    await suite.setDocument(
      'publicAccessBlock',
      '<PublicAccessBlockConfiguration><BlockPublicAccess>True</BlockPublicAccess></PublicAccessBlockConfiguration>',
    );
    expect(elementText((await call({ query: 'publicAccessBlock' })).text, 'BlockPublicAccess')).toBe('true');
    expect((await call({ method: 'PUT', query: 'acl', ...setPublic('public-read') })).code).toBe(
      'AccessDenied',
    );
  });

  test('of logging need a target bucket of the same owner', async () => {
    const logging = (bucket: string) =>
      `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${bucket}</TargetBucket><TargetPrefix>p</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`;
    expect((await call({ query: 'logging' })).text).toContain('<LoggingEnabled></LoggingEnabled>');
    suite.server.admin.putBucket({ name: 'of-another', owner: '2002' });
    for (const bucket of ['no-such-bucket', 'of-another']) {
      expect(await call({ method: 'PUT', query: 'logging', body: logging(bucket) })).toMatchObject({
        status: 400,
        code: 'InvalidTargetBucketForLogging',
      });
    }
    await suite.setDocument('logging', logging(suite.bucket));
    expect((await call({ method: 'PUT', query: 'logging', body: '<BucketLoggingStatus/>' })).status).toBe(
      200,
    );
  });
});

describe('inventories', () => {
  const inventory = (id: string, more: { enabled?: string; bucket?: string; encryption?: string } = {}) =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>${more.enabled ?? 'true'}</IsEnabled><Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1001</AccountId><RoleArn>acs:ram::1001:role/r</RoleArn><Bucket>${more.bucket ?? 'acs:oss:::reports'}</Bucket>${more.encryption ?? ''}</OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions></InventoryConfiguration>`;
  const putInventory = (id: string, more = {}) =>
    call({ method: 'PUT', query: `inventory&inventoryId=${id}`, body: inventory(id, more) });

  test('may have an underscore in the id, and True in the switch', async () => {
    expect((await putInventory('a_b', { enabled: 'True' })).status).toBe(200);
    expect(elementText((await call({ query: 'inventory&inventoryId=a_b' })).text, 'IsEnabled')).toBe('true');
  });

  test('are listed by id, and none is said to be none', async () => {
    expect((await call({ query: 'inventory' })).code).toBe('NoSuchInventory');
    const ids = Array.from({ length: 103 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    for (const id of ids) await putInventory(id);
    const first = await call({ query: 'inventory' });
    expect(elementText(first.text, 'NextContinuationToken')).toBe('id-099');
    const rest = await call({ query: 'inventory&continuation-token=id-099' });
    expect(elementTexts(rest.text, 'Id')).toEqual(['id-100', 'id-101', 'id-102']);
  });

  test('want a destination they can name, and one encryption at most', async () => {
    const both = '<Encryption><SSE-OSS></SSE-OSS><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>';
    for (const more of [{ bucket: 'reports' }, { encryption: both }]) {
      expect(await putInventory('odd', more)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    }
  });
});
