import { describe, expect, test } from 'vitest';

import { headObject } from './operations/head-object.ts';
import { connectTo, startStubOss } from './testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
describe('errors of HEAD, which have no body', () => {
  test('are read from x-oss-err', async () => {
    const document =
      '<Error><Code>SymlinkTargetNotExist</Code><Message>The symlink target object does not exist</Message>' +
      '<RequestId>other</RequestId><HostId>h</HostId><EC>0026-00000012</EC></Error>';
    const oss = await startStubOss((_, response) => {
      response
        .writeHead(404, {
          'x-oss-err': Buffer.from(document).toString('base64'),
          'x-oss-ec': '0026-00000012',
        })
        .end();
    });
    await expect(headObject(connectTo(oss.endpoint), PLACE)).rejects.toMatchObject({
      message: 'HeadObject: SymlinkTargetNotExist: The symlink target object does not exist',
      code: 'SymlinkTargetNotExist',
      status: 404,
      requestId: '5C1B138A109F4E405B2D8AEF',
      detail: { ec: '0026-00000012', hostId: 'h' },
    });
  });

  test('without it get a code of ours', async () => {
    const oss = await startStubOss((_, response) => {
      response
        .writeHead(404, {
          'x-oss-ec': '0026-00000001',
          'x-oss-delete-marker': 'true',
          'x-oss-version-id': 'v',
        })
        .end();
    });
    await expect(headObject(connectTo(oss.endpoint), PLACE)).rejects.toMatchObject({
      code: 'NotFound',
      detail: { ec: '0026-00000001', deleteMarker: true, versionId: 'v' },
    });
  });
});
