import type { IncomingMessage } from 'node:http';
import type { Coverage } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startIntermediary, type Intermediary } from '../testing/intermediary.ts';

import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

// An OSS whose lists never end is asked a bounded number of times.

let oss: RunningOss;
let liar: Intermediary;
let stack: Stack;
let bucket: string;
let counter = 0;
/** Keys of a scan at most, which allows 2 × 1 + 10 pages. */
const maxIndexedKeys = 1000;
const pageLimit = 12;
const connection = 'default';

beforeAll(async () => {
  oss = await startOss();
  liar = await startIntermediary(oss.url);
  stack = await startStack({ oss, connection: { endpoint: liar.url }, bff: { maxIndexedKeys } });
});
afterAll(async () => {
  await stack.stop();
  await liar.stop();
  await oss.stop();
});
beforeEach(() => {
  liar.answer = undefined;
  bucket = `endless-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'real', body: 'x' });
});

/** Answers the n-th list (from 0) with the document made for it, and counts them. */
function lie(
  isList: (request: IncomingMessage) => boolean,
  toDocument: (turn: number) => string,
): () => number {
  let calls = 0;
  liar.answer = (request) => {
    if (!isList(request)) return undefined;
    calls += 1;
    const headers = { 'x-oss-request-id': '5C1B138A109F4E405B2D8AEF', 'content-type': 'application/xml' };
    return { status: 200, headers, body: toDocument(calls - 1) };
  };
  return () => calls;
}

const isObjectList = ({ url = '' }: IncomingMessage): boolean => url.includes('list-type=2');
const isBucketList = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/?');
const nth = (turn: number): string => String(turn).padStart(9, '0');

function objects(keys: readonly string[], token: string): string {
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>2026-11-22T16:00:00.000Z</LastModified><ETag>"0A"</ETag>` +
      '<Type>Normal</Type><Size>1</Size><StorageClass>Standard</StorageClass></Contents>',
  );
  return (
    `<ListBucketResult><Name>${bucket}</Name><Prefix/><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>` +
    `<NextContinuationToken>${token}</NextContinuationToken>${contents.join('')}</ListBucketResult>`
  );
}

async function scan(): Promise<Coverage> {
  await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
  let coverage: Coverage | undefined;
  await expect
    .poll(
      async () => {
        const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection, bucket } });
        coverage = items[0];
        return coverage?.state;
      },
      { timeout: 10_000 },
    )
    .not.toBe('scanning');
  return coverage as Coverage;
}

describe('a scan of a bucket whose list', () => {
  test.each<[string, (turn: number) => string]>([
    ['repeats its token and its page', () => objects(['a', 'b'], 'same')],
    ['repeats its page with new tokens', (turn) => objects(['a', 'b'], nth(turn))],
    ['goes backwards', (turn) => objects([`k${999 - turn}`], nth(turn))],
    ['goes on with empty pages', (turn) => objects(turn === 0 ? ['a', 'b'] : [], nth(turn))],
  ])('%s ends at the first page that leads nowhere', async (_, toDocument) => {
    const calls = lie(isObjectList, toDocument);
    const coverage = await scan();
    expect(coverage).toMatchObject({ state: 'partial', why: 'cut', problem: { code: 'oss-answer-invalid' } });
    expect(calls()).toBe(2);
  });

  test('is empty from the start, and goes on, fails', async () => {
    const calls = lie(isObjectList, (turn) => objects([], nth(turn)));
    expect(await scan()).toMatchObject({ state: 'failed', problem: { code: 'oss-answer-invalid' } });
    expect(calls()).toBe(1);
  });

  test('goes on with one key a page ends at a bound of pages', async () => {
    const calls = lie(isObjectList, (turn) => objects([nth(turn)], nth(turn)));
    expect(await scan()).toMatchObject({ state: 'partial', why: 'bound', keys: pageLimit });
    expect(calls()).toBe(pageLimit);
  });

  test('gives more than was asked for fails', async () => {
    const keys = Array.from({ length: 1001 }, (_, n) => nth(n));
    lie(isObjectList, () => objects(keys, 'next'));
    expect(await scan()).toMatchObject({ state: 'failed', problem: { code: 'oss-answer-invalid' } });
  });
});

describe('a list of buckets', () => {
  function buckets(names: readonly string[], next: string): string {
    const listed = names.map(
      (name) =>
        `<Bucket><Name>${name}</Name><CreationDate>2026-11-22T16:00:00.000Z</CreationDate>` +
        '<ExtranetEndpoint>x.example</ExtranetEndpoint><Location>oss-cn-hangzhou</Location></Bucket>',
    );
    return (
      `<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><NextMarker>${next}</NextMarker>` +
      `<Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`
    );
  }

  test.each(['listBuckets', 'getHome'] as const)(
    'that repeats its marker ends %s at once, one that goes on for ever at a bound',
    async (operation) => {
      const same = lie(isBucketList, () => buckets(['aaa'], 'aaa'));
      const code = 'oss-answer-invalid';
      expect(await expectProblem(stack.bffUrl, operation, { query: { connection } })).toMatchObject({ code });
      expect(same()).toBe(2);
      const single = lie(isBucketList, (turn) => buckets([nth(turn)], nth(turn)));
      expect(await expectProblem(stack.bffUrl, operation, { query: { connection } })).toMatchObject({ code });
      expect(single()).toBe(30);
      const full = lie(isBucketList, (turn) => {
        const names = Array.from({ length: 1000 }, (_, n) => nth(turn * 1000 + n));
        return buckets(names, names.at(-1) ?? '');
      });
      const problem = await expectProblem(stack.bffUrl, operation, { query: { connection } });
      expect(problem).toMatchObject({ code });
      expect(problem.detail).toContain('OSS_BUCKETS');
      expect(full()).toBe(10);
    },
  );
});
