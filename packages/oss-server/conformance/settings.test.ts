import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, test } from 'vitest';

import { elementText } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';
import { OTHER, setUpSettings } from './settings-suite.ts';

const suite = setUpSettings();

describe('a bucket policy', () => {
  const statement = (effect: string, actions: string[], resource: string, more: object = {}) => ({
    Effect: effect,
    Action: actions,
    Principal: ['2002'],
    Resource: [`acs:oss:*:1001:${suite.bucket}${resource}`],
    ...more,
  });
  const setPolicy = (...statements: object[]) =>
    suite.call({
      method: 'PUT',
      query: 'policy',
      body: JSON.stringify({ Version: '1', Statement: statements }),
    });
  const asOther = (request: TestRequest) => suite.call({ credentials: OTHER, ...request });

  test('lets another account do what it names, and nothing else', async () => {
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'shared/a', body: 'x' });
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'own/a', body: 'x' });
    await setPolicy(statement('Allow', ['oss:GetObject', 'oss:PutObject'], '/shared/*'));
    expect((await asOther({ key: 'shared/a' })).status).toBe(200);
    expect((await suite.putLink('shared/l', 'shared/a', { credentials: OTHER })).status).toBe(200);
    expect((await asOther({ key: 'shared/l', query: 'symlink' })).status).toBe(200);
    expect((await asOther({ key: 'own/a' })).code).toBe('AccessDenied');
    expect((await asOther({ key: 'shared/a', method: 'DELETE' })).code).toBe('AccessDenied');
    expect((await suite.call({ key: 'shared/a', sign: 'none' })).code).toBe('AccessDenied');
    const tagged = { 'x-oss-symlink-target': 't', 'x-oss-tagging': 'a=1' };
    expect((await asOther({ method: 'PUT', key: 'shared/l', query: 'symlink', headers: tagged })).code).toBe(
      'AccessDenied',
    );
  });

  test('counts on both sides of a link', async () => {
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'secret', body: 'x' });
    suite.server.admin.putSymlink({ bucket: suite.bucket, key: 'shared/l', target: 'secret' });
    await setPolicy(statement('Allow', ['oss:GetObject'], '/shared/*'));
    expect(await asOther({ key: 'shared/l' })).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect((await asOther({ key: 'shared/l', query: 'symlink' })).status).toBe(200);
  });

  test('may demand a prefix of lists, and a denial goes before all', async () => {
    await setPolicy(
      statement('Allow', ['oss:List*'], '', { Condition: { StringLike: { 'oss:Prefix': ['shared/*'] } } }),
      statement('Allow', ['oss:*'], '/*'),
      statement('Deny', ['oss:DeleteObject'], '/*'),
    );
    expect((await asOther({ query: 'list-type=2&prefix=shared/a' })).status).toBe(200);
    expect((await asOther({ query: 'list-type=2' })).code).toBe('AccessDenied');
    expect((await asOther({ key: 'x', method: 'PUT', body: 'x' })).status).toBe(200);
    expect((await asOther({ key: 'x', method: 'DELETE' })).code).toBe('AccessDenied');
  });

  test('that cannot be enforced in full is refused; one that can is read back', async () => {
    expect((await setPolicy(statement('Allow', ['oss:*'], '/*', { NotPrincipal: ['1'] }))).code).toBe(
      'NotImplemented',
    );
    const condition = { Condition: { IpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] } } };
    expect((await setPolicy(statement('Allow', ['oss:*'], '/*', condition))).code).toBe('NotImplemented');
    expect((await suite.call({ method: 'PUT', query: 'policy', body: '{' })).code).toBe(
      'InvalidPolicyDocument',
    );
    expect((await suite.call({ query: 'policy' })).code).toBe('NoSuchBucketPolicy');
    await setPolicy(statement('Allow', ['oss:*'], '/*'));
    expect(JSON.parse((await suite.call({ query: 'policy' })).text)).toMatchObject({ Version: '1' });
    expect((await suite.call({ method: 'DELETE', query: 'policy' })).status).toBe(204);
    expect((await asOther({ key: 'x' })).code).toBe('AccessDenied');
  });

  test.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])(
    'with the condition operator %s is refused, as any unknown one',
    async (operator) => {
      const policy = JSON.stringify({
        Version: '1',
        Statement: [statement('Allow', ['oss:GetObject'], '/*', { Principal: ['*'] })],
      }).replace('"Effect"', `"Condition":{"${operator}":{"oss:Prefix":"x"}},"Effect"`);
      expect((await suite.call({ method: 'PUT', query: 'policy', body: policy })).code).toBe(
        'NotImplemented',
      );
      expect((await suite.call({ key: 'k', sign: 'none' })).code).toBe('AccessDenied');
    },
  );

  test('with thirty wildcards in a resource is decided at once', async () => {
    await setPolicy(statement('Allow', ['oss:GetObject'], `/${'*a'.repeat(30)}b`));
    expect((await asOther({ key: 'a'.repeat(200) })).code).toBe('AccessDenied');
    expect((await asOther({ key: `${'a'.repeat(200)}b` })).code).toBe('NoSuchKey');
  });

  test('without a principal is taken: it allows nobody, and denies everybody but the owner', async () => {
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'k', body: 'x', acl: 'public-read' });
    const { Principal: _principal, ...anonymous } = statement('Allow', ['oss:PutObject'], '/*');
    expect((await setPolicy(anonymous)).status).toBe(200);
    expect((await asOther({ method: 'PUT', key: 'n', body: 'x' })).code).toBe('AccessDenied');
    expect((await suite.call({ key: 'k', sign: 'none' })).status).toBe(200);
    expect((await setPolicy({ ...anonymous, Effect: 'Deny', Action: ['oss:GetObject'] })).status).toBe(200);
    expect((await suite.call({ key: 'k', sign: 'none' })).code).toBe('AccessDenied');
    expect((await suite.call({ key: 'k' })).status).toBe(200);
  });

  test('of more than 16 KB is refused', async () => {
    expect((await setPolicy(statement('Allow', ['oss:*'], `/${'x'.repeat(17_000)}`))).code).toBe(
      'InvalidPolicyDocument',
    );
  });
});

test('overwrite rules forbid replacing what has their prefix and suffix', async () => {
  await suite.setDocument(
    'overwriteConfig',
    '<OverwriteConfiguration><Rule><ID>1</ID><Action>forbid</Action><Prefix>a/</Prefix><Suffix>.txt</Suffix></Rule></OverwriteConfiguration>',
  );
  for (const key of ['a/1.txt', 'a/1.jpg', 'b/1.txt']) expect((await suite.putLink(key)).status).toBe(200);
  expect(await suite.putLink('a/1.txt', 'other')).toMatchObject({ status: 409, code: 'FileAlreadyExists' });
  expect((await suite.putLink('a/1.jpg', 'other')).status).toBe(200);
  expect((await suite.putLink('b/1.txt', 'other')).status).toBe(200);
  expect((await suite.call({ method: 'DELETE', query: 'overwriteConfig' })).status).toBe(204);
  expect((await suite.putLink('a/1.txt', 'other')).status).toBe(200);
  expect((await suite.call({ query: 'overwriteConfig' })).status).toBe(404);
});

test('a public-access block ignores public ACLs and refuses new ones', async () => {
  suite.server.admin.putObject({ bucket: suite.bucket, key: 'open', body: 'x', acl: 'public-read' });
  expect((await suite.call({ key: 'open', sign: 'none' })).status).toBe(200);
  await suite.setDocument(
    'publicAccessBlock',
    '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
  );
  expect((await suite.call({ key: 'open', sign: 'none' })).status).toBe(403);
  const acl = { 'x-oss-object-acl': 'public-read' };
  expect((await suite.call({ method: 'PUT', key: 'open', query: 'acl', headers: acl })).code).toBe(
    'AccessDenied',
  );
  const link = { 'x-oss-symlink-target': 't', ...acl };
  expect((await suite.call({ method: 'PUT', key: 'l', query: 'symlink', headers: link })).code).toBe(
    'AccessDenied',
  );
  expect(
    (await suite.call({ method: 'PUT', query: 'acl', headers: { 'x-oss-acl': 'public-read' } })).code,
  ).toBe('AccessDenied');
  expect(elementText((await suite.call({ query: 'bucketInfo' })).text, 'BlockPublicAccess')).toBe('true');
});

test('direct read opens Archive, and not the colder classes', async () => {
  suite.server.admin.putObject({ bucket: suite.bucket, key: 'archive', body: 'x', storageClass: 'Archive' });
  suite.server.admin.putObject({
    bucket: suite.bucket,
    key: 'colder',
    body: 'x',
    storageClass: 'ColdArchive',
  });
  expect((await suite.call({ key: 'archive' })).code).toBe('InvalidObjectState');
  await suite.setDocument(
    'bucketArchiveDirectRead',
    '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
  );
  expect((await suite.call({ key: 'archive' })).status).toBe(200);
  expect((await suite.call({ key: 'colder' })).code).toBe('InvalidObjectState');
});

test('documents without effect are stored as they were put, and those that would restrict access are not', async () => {
  const cors =
    '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';
  await suite.setDocument('cors', cors);
  expect((await suite.call({ query: 'cors' })).text).toContain(
    '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>',
  );
  await suite.setDocument(
    'tagging',
    '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>',
  );
  expect(elementText((await suite.call({ query: 'tagging' })).text, 'Value')).toBe('b');
  expect((await suite.call({ method: 'PUT', query: 'referer', body: '<RefererConfiguration/>' })).code).toBe(
    'NotImplemented',
  );
});

test('a mirror rule fetches what is missing on GET, not on HEAD and not through a link', async () => {
  const asked: (string | undefined)[] = [];
  const source = createServer((request, response) => {
    asked.push(request.url);
    if (request.url === '/m/%E4%B8%AD') response.setHeader('content-type', 'text/m').end('from the mirror');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', () => resolve()));
  const { port } = source.address() as AddressInfo;
  const website = (url: string) =>
    `<WebsiteConfiguration><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>m/</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><RedirectType>Mirror</RedirectType><MirrorURL>${url}</MirrorURL></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>`;
  const outside = await suite.call({ method: 'PUT', query: 'website', body: website('http://example.com/') });
  expect(outside.code).toBe('NotImplemented');
  await suite.setDocument('website', website(`http://127.0.0.1:${port}/`));
  await suite.putLink('l', 'm/%E4%B8%AD');
  expect((await suite.call({ method: 'HEAD', key: 'm/中' })).status).toBe(404);
  expect((await suite.call({ key: 'l' })).code).toBe('SymlinkTargetNotExist');
  expect(await suite.call({ key: 'm/中' })).toMatchObject({
    text: 'from the mirror',
    headers: { 'content-type': 'text/m' },
  });
  expect((await suite.call({ key: 'l' })).text).toBe('from the mirror');
  expect((await suite.call({ key: 'm/none' })).code).toBe('NoSuchKey');
  // A key that cannot be written is not fetched either.
  const everything = website(`http://127.0.0.1:${port}/`).replace(/<Condition>.*<\/Condition>/, '');
  await suite.setDocument('website', everything);
  expect((await suite.call({ key: '/lead' })).code).toBe('NoSuchKey');
  expect(asked).not.toContain('//lead');
  source.close();
});

test('a message rule shows in the answers to writes', async () => {
  suite.server.admin.setNotification(suite.bucket, [{ prefix: 'told/' }]);
  expect((await suite.putLink('told/l')).headers['x-oss-event-status']).toBe('{"Result": "Ok"}');
  expect((await suite.putLink('other')).headers).not.toHaveProperty('x-oss-event-status');
  expect((await suite.call({ key: 'told/l', query: 'symlink' })).headers).not.toHaveProperty(
    'x-oss-event-status',
  );
});
