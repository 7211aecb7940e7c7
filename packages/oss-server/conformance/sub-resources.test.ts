import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { exchange, send, TEST_ACCOUNT } from './signed-request.ts';
import { sweepSubResources } from './sub-resource-sweep.ts';

test('sub-resources that are not implemented are 501 on every level and method', async () => {
  const { wrong } = await sweepSubResources({
    names: `userDefinedLogFieldsConfig redundancyTransition qosInfo accessPointPolicy
      accessPointForObjectProcess referer httpsConfig transferAcceleration resourceGroup accessmonitor
      legalHold retention objectWorm comp regions cloudboxes resourcePool cleanRestoredObject seal
      dataPipeline doesNotExist`.split(/\s+/),
    signatures: ['v4'],
    forms: [(name) => name],
  });
  expect(wrong).toEqual([]);
});

describe('query parameters', () => {
  let server: OssServer;
  beforeAll(async () => {
    server = await startOssServer({ accounts: [TEST_ACCOUNT] });
    server.admin.putBucket({ name: 'open', acl: 'public-read' });
    server.admin.putObject({ bucket: 'open', key: 'k', body: 'content' });
  });
  afterAll(() => server.stop());

  test.each([
    'symlink',
    'objectMeta',
    'append&position=0',
    'uploadId=x',
    'uploadId=x&partNumber=1',
    'restore',
  ])('an object sub-resource without a key is refused: %s', async (query) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) {
      const answer = await send(server.port, { method, bucket: 'open', query });
      expect([method, answer.status, answer.code]).toEqual([method, 501, 'NotImplemented']);
    }
  });

  test.each(['v=3', '_=1700000000000', '1700000000', 'utm_source=mail&v=2'])(
    'a read of an object ignores a parameter that names no sub-resource: ?%s',
    async (query) => {
      for (const sign of ['v1', 'v4', 'none'] as const) {
        expect(await send(server.port, { bucket: 'open', key: 'k', query, sign })).toMatchObject({
          status: 200,
          text: 'content',
        });
        expect(
          (await send(server.port, { method: 'HEAD', bucket: 'open', key: 'k', query, sign })).status,
        ).toBe(200);
      }
    },
  );

  test.each([
    ['PUT', 'v=3'],
    ['PUT', 'versionId=x'],
    ['PUT', 'callback=e30%3D'],
    ['DELETE', 'v=3'],
    ['DELETE', 'versionid=x'],
    ['POST', 'append&position=7&v=3'],
  ])('a write refuses what it does not know: %s ?%s', async (method, query) => {
    expect(await send(server.port, { method, bucket: 'open', key: 'k', query, body: 'other' })).toMatchObject(
      {
        status: 501,
        code: 'NotImplemented',
      },
    );
    expect((await send(server.port, { bucket: 'open', key: 'k' })).text).toBe('content');
  });

  test('lists take the parameters of either version, empty ones included', async () => {
    const query =
      'list-type=2&prefix=k&delimiter=&continuation-token=&start-after=&fetch-owner=false&encoding-type=url&marker=&max-keys=5';
    for (const sign of ['v1', 'v4'] as const) {
      expect((await send(server.port, { bucket: 'open', query, sign })).text).toContain('<Key>k</Key>');
    }
    expect((await send(server.port, { bucket: 'open', query: 'prefix=k&tag-key=x' })).status).toBe(501);
  });

  test('a query that is not UTF-8 is refused before its signature', async () => {
    const answer = await exchange(server.port, { method: 'GET', target: '/open?prefix=%FF', headers: {} });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(answer.text).toContain('The characters encoding must be utf-8.');
  });
});
