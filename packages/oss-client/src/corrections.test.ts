import { describe, expect, test } from 'vitest';

import { getBucketInfo } from './operations/get-bucket-info.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putSymlink } from './operations/put-symlink.ts';
import {
  answerError,
  answerWritten,
  connectTo,
  EMPTY_LIST,
  isSignedFor,
  startStubOss,
} from './testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const PLACE = { bucket: 'bkt', key: 'latest' };
const READ = { operation: 'GetObject', method: 'GET', ...PLACE, effect: 'read' } as const;

describe('a clock that is wrong', () => {
  const right = new Date('2026-11-22T16:00:00Z');
  const wrong = new Date('2026-11-22T15:00:00Z');

  test('is corrected from ServerTime, not from the Date header, and stays corrected', async () => {
    const oss = await startStubOss((request, response) => {
      response.setHeader('date', 'Thu, 01 Jan 1970 00:00:00 GMT');
      if (request.headers.get('x-oss-date') === '20261122T160000Z') {
        answerWritten(response);
        return;
      }
      const fields = { ServerTime: right.toISOString(), MaxAllowedSkewMilliseconds: '900000' };
      answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields });
    });
    const client = connectTo(oss.endpoint, { clock: () => wrong });
    await client.send(READ);
    expect(oss.seen).toHaveLength(2);
    expect(oss.seen.every((request) => isSignedFor(request, PLACE))).toBe(true);
    await putSymlink(client, LINK);
    expect(oss.seen).toHaveLength(3);
  });

  test('is corrected by a refused write too, which is not sent again', async () => {
    const oss = await startStubOss((_, response, turn) => {
      const fields = { ServerTime: right.toISOString() };
      if (turn > 1) answerWritten(response);
      else answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields });
    });
    const client = connectTo(oss.endpoint, { clock: () => wrong });
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({ code: 'RequestTimeTooSkewed' });
    expect(oss.seen).toHaveLength(1);
    await putSymlink(client, LINK);
    expect(oss.seen[1]?.headers.get('x-oss-date')).toBe('20261122T160000Z');
  });

  test('is never corrected to a time more than a day away', async () => {
    const oss = await startStubOss((_, response, turn) => {
      const fields = { ServerTime: turn === 1 ? '2099-01-01T00:00:00.000Z' : wrong.toISOString() };
      if (turn < 3) answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields });
      else response.end(EMPTY_LIST);
    });
    const client = connectTo(oss.endpoint, { clock: () => wrong });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      code: 'RequestTimeTooSkewed',
    });
    expect(oss.seen).toHaveLength(1);
    await listObjectsV2(client, { bucket: 'bkt' });
    expect(oss.seen.map(({ headers }) => headers.get('x-oss-date'))).toEqual(
      oss.seen.map(() => '20261122T150000Z'),
    );
  });

  test.each([
    ['an hour later', 3_600_001],
    ['when it is set back', -3_600_001],
  ])('is asked anew %s: what was learned is forgotten', async (_, laterMs) => {
    let time = wrong.getTime();
    const oss = await startStubOss((_request, response, turn) => {
      if (turn > 1) response.end(EMPTY_LIST);
      else {
        const fields = { ServerTime: right.toISOString() };
        answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields });
      }
    });
    const client = connectTo(oss.endpoint, { clock: () => new Date(time) });
    const dateOfNext = async (): Promise<string | undefined> => {
      await listObjectsV2(client, { bucket: 'bkt' });
      return oss.seen.at(-1)?.headers.get('x-oss-date');
    };
    expect(await dateOfNext()).toBe('20261122T160000Z');
    time += laterMs;
    const ours = new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
    expect(await dateOfNext()).toBe(ours);
  });

  test('that cannot be corrected is told after one more sending', async () => {
    const oss = await startStubOss((_, response) => {
      const fields = { ServerTime: right.toISOString() };
      answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields });
    });
    const client = connectTo(oss.endpoint, { clock: () => wrong });
    await expect(client.send(READ)).rejects.toMatchObject({ code: 'RequestTimeTooSkewed' });
    expect(oss.seen).toHaveLength(2);
  });

  test('without a ServerTime nothing is guessed', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 403, code: 'RequestTimeTooSkewed', fields: { ServerTime: 'soon' } });
    });
    await expect(putSymlink(connectTo(oss.endpoint), LINK)).rejects.toMatchObject({
      code: 'RequestTimeTooSkewed',
    });
    expect(oss.seen).toHaveLength(1);
  });
});

function refusal(endpoint: string): { status: number; code: string; fields: Record<string, string> } {
  return { status: 403, code: 'AccessDenied', fields: { Endpoint: endpoint, Region: 'cn-beijing' } };
}

const OTHER_PORTS = { regionsOnOtherPorts: true };

describe('a bucket in another region', () => {
  test('is found through the refusal, once, and remembered', async () => {
    const there = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const here = await startStubOss((_, response) => {
      answerError(response, refusal(there.endpoint));
    });
    const client = connectTo(here.endpoint, OTHER_PORTS);
    await client.send(READ);
    await putSymlink(client, LINK);
    expect(here.seen).toHaveLength(1);
    expect(there.seen).toHaveLength(2);
    expect(there.seen[0]?.headers.get('authorization')).toContain('/cn-beijing/oss/');
    expect(there.seen.every((request) => isSignedFor(request, PLACE))).toBe(true);
    expect(client.placeOf('bkt')).toEqual({ region: 'cn-beijing', endpoint: there.endpoint });
    expect(client.placeOf('other').region).toBe('cn-hangzhou');
  });

  test('is learned from a refused write too, which is not sent again', async () => {
    const there = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const here = await startStubOss((_, response) => {
      answerError(response, refusal(there.endpoint));
    });
    const client = connectTo(here.endpoint, OTHER_PORTS);
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(there.seen).toHaveLength(0);
    await putSymlink(client, LINK);
    expect(there.seen).toHaveLength(1);
  });

  test('that is refused there as well is an error, not a loop', async () => {
    const endpoints: string[] = [];
    const other = await startStubOss((_, response) => {
      answerError(response, refusal(endpoints[0] as string));
    });
    const here = await startStubOss((_, response) => {
      answerError(response, refusal(other.endpoint));
    });
    endpoints.push(here.endpoint);
    await expect(connectTo(here.endpoint, OTHER_PORTS).send(READ)).rejects.toMatchObject({
      code: 'AccessDenied',
    });
    expect(here.seen).toHaveLength(1);
    expect(other.seen).toHaveLength(1);
  });

  test.each([
    'http://evil.example',
    'evil.example',
    'https://127.0.0.1:1',
    'http://127.0.0.1:1/path',
    'http://user@127.0.0.1:1',
    'http://localhost:1',
    'oss-cn-beijing.aliyuncs.com',
    'http://100.100.100.200',
    '',
  ])('is not looked for at %j', async (endpoint) => {
    const here = await startStubOss((_, response) => {
      answerError(response, refusal(endpoint));
    });
    const client = connectTo(here.endpoint, OTHER_PORTS);
    await expect(client.send(READ)).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(here.seen).toHaveLength(1);
    expect(client.placeOf('bkt').endpoint).toBe(here.endpoint);
  });

  test('is not looked for on another port of a loopback endpoint that is not the embedded OSS', async () => {
    const stray = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const here = await startStubOss((request, response) => {
      if (request.path === '') {
        response.end(
          `<ListAllMyBucketsResult><Buckets><Bucket><Name>bkt</Name><CreationDate>2014-02-17T18:12:43.000Z</CreationDate>` +
            `<ExtranetEndpoint>${stray.endpoint}</ExtranetEndpoint><Location>oss-cn-beijing</Location></Bucket></Buckets></ListAllMyBucketsResult>`,
        );
      } else answerError(response, refusal(stray.endpoint.replace('http://', '')));
    });
    const client = connectTo(here.endpoint);
    await listBuckets(client);
    await expect(getSymlink(client, PLACE)).rejects.toMatchObject({ code: 'AccessDenied' });
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(stray.seen).toEqual([]);
    expect(client.placeOf('bkt').endpoint).toBe(here.endpoint);
  });

  test('is learned from ListBuckets and GetBucketInfo', async () => {
    const there = await startStubOss((_, response) => {
      response.end();
    });
    const bucketFields =
      '<CreationDate>2014-02-17T18:12:43.000Z</CreationDate><IntranetEndpoint>x</IntranetEndpoint>' +
      `<ExtranetEndpoint>${there.endpoint}</ExtranetEndpoint><Location>oss-cn-beijing</Location>`;
    const here = await startStubOss((request, response) => {
      if (request.query.some(([name]) => name === 'bucketInfo')) {
        response.end(`<BucketInfo><Bucket><Name>two</Name>${bucketFields}</Bucket></BucketInfo>`);
      } else {
        response.end(
          `<ListAllMyBucketsResult><Buckets><Bucket><Name>bkt</Name>${bucketFields}</Bucket></Buckets></ListAllMyBucketsResult>`,
        );
      }
    });
    const client = connectTo(here.endpoint, OTHER_PORTS);
    const { buckets } = await listBuckets(client);
    expect(buckets[0]).toMatchObject({ name: 'bkt', region: 'cn-beijing' });
    await getBucketInfo(client, { bucket: 'two' });
    await headObject(client, { bucket: 'bkt', key: 'a' });
    await headObject(client, { bucket: 'two', key: 'a' });
    expect(there.seen.map(({ path }) => path)).toEqual(['bkt/a', 'two/a']);
  });
});
