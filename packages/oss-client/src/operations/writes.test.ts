import { expect, test } from 'vitest';

import { copyObject } from './copy-object.ts';
import { deleteObject } from './delete-object.ts';
import { putObject } from './put-object.ts';
import { answerWritten, connectTo, startStubOss } from '../testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
test('a copy names its source escaped, with the version', async () => {
  const oss = await startStubOss((_, response) => {
    response.writeHead(200, { 'x-oss-version-id': 'new', 'x-oss-copy-source-version-id': 'old' });
    response.end(
      '<CopyObjectResult><ETag>"E"</ETag><LastModified>2019-04-09T07:27:28.000Z</LastModified></CopyObjectResult>',
    );
  });
  const result = await copyObject(connectTo(oss.endpoint), {
    ...PLACE,
    source: { key: 'a b+?.txt', versionId: 'v/1', etag: 'E' },
    metadataDirective: 'REPLACE',
    metadata: { a: 'b' },
  });
  expect(result).toMatchObject({ etag: 'E', versionId: 'new', sourceVersionId: 'old' });
  expect(oss.seen[0]?.headers.get('x-oss-copy-source')).toBe('/bkt/a%20b%2B%3F.txt?versionId=v%2F1');
  expect(oss.seen[0]?.headers.get('x-oss-copy-source-if-match')).toBe('E');
  expect(oss.seen[0]?.headers.get('x-oss-metadata-directive')).toBe('REPLACE');
});

test('deleting tells what became of the key', async () => {
  const oss = await startStubOss((_, response) => {
    response.writeHead(204, { 'x-oss-delete-marker': 'true', 'x-oss-version-id': 'marker' }).end();
  });
  const result = await deleteObject(connectTo(oss.endpoint), PLACE);
  expect(result).toMatchObject({ deleteMarker: true, versionId: 'marker' });
  expect(oss.seen[0]).toMatchObject({ method: 'DELETE', query: [] });
});

test('bodies of bytes carry their MD5', async () => {
  const oss = await startStubOss((_, response) => {
    answerWritten(response);
  });
  await putObject(connectTo(oss.endpoint), { ...PLACE, body: new Uint8Array() });
  expect(oss.seen[0]?.headers.get('content-md5')).toBe('1B2M2Y8AsgTpgAmY7PhCfg==');
});
