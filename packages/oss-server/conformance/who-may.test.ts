import { describe, expect, test } from 'vitest';

import { send } from './signed-request.ts';
import { at, serveSigned } from './signed-server.ts';

const suite = serveSigned();

describe('who may', () => {
  test('a stranger and another account reach only what ACLs open', async () => {
    suite.server.admin.putBucket({ name: 'open', acl: 'public-read' });
    suite.server.admin.putBucket({ name: 'wide-open', acl: 'public-read-write' });
    for (const bucket of ['signed', 'open', 'wide-open']) {
      suite.server.admin.putObject({ bucket, key: 'default', body: 'x' });
      suite.server.admin.putObject({ bucket, key: 'private', body: 'x', acl: 'private' });
      suite.server.admin.putObject({ bucket, key: 'public', body: 'x', acl: 'public-read' });
    }
    const other = { accessKeyId: 'other', accessKeySecret: 'other-secret' };
    for (const how of [{ sign: 'none' as const }, { credentials: other, date: at(0) }]) {
      const seen: number[][] = [];
      for (const bucket of ['signed', 'open', 'wide-open']) {
        const ask = (more: object) =>
          send(suite.server.port, { bucket, ...how, ...more }).then(({ status }) => status);
        seen.push([
          await ask({ query: 'list-type=2' }),
          await ask({ key: 'default' }),
          await ask({ key: 'private' }),
          await ask({ key: 'public' }),
          await ask({ key: 'new', method: 'PUT', body: 'x' }),
          await ask({ key: 'public', query: 'acl' }),
          await ask({ query: 'bucketInfo' }),
        ]);
      }
      expect(seen).toEqual([
        [403, 403, 403, 200, 403, 403, 403],
        [200, 200, 403, 200, 403, 403, 403],
        [200, 200, 403, 200, 200, 403, 403],
      ]);
    }
  });

  test('a requester-pays bucket wants the header from everybody but its owner', async () => {
    suite.server.admin.putBucket({ name: 'paid', acl: 'public-read', requestPayer: true });
    suite.server.admin.putObject({ bucket: 'paid', key: 'k', body: 'x' });
    const other = {
      bucket: 'paid',
      key: 'k',
      credentials: { accessKeyId: 'other', accessKeySecret: 'other-secret' },
      date: at(0),
    };
    expect(await send(suite.server.port, other)).toMatchObject({
      status: 403,
      headers: { 'x-oss-ec': '0003-00000703' },
    });
    const paying = { ...other, headers: { 'x-oss-request-payer': 'requester' } };
    expect((await send(suite.server.port, paying)).status).toBe(200);
    expect((await send(suite.server.port, { bucket: 'paid', key: 'k', date: at(0) })).status).toBe(200);
  });
});
