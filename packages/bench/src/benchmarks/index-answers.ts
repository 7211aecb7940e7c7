import { duel } from '../measure/duel.ts';
import type { Scale } from '../measure/pace.ts';
import type { ConsoleApi } from '../peers/console-api.ts';
import { openConsoleDatabase } from '../peers/console-database.ts';
import { scanBucket } from '../peers/console-scan.ts';
import { isLinkIndex, keyOf, type Filling } from '../processes/fill-bucket.ts';
import type { Row } from '../report/outcome.ts';

interface Known {
  api: ConsoleApi;
  dataFolder: string;
  /** A bucket that was scanned, and how it is filled. */
  bucket: string;
  prefix: string;
  linkEvery: number;
}

type Question = readonly [what: string, ask: () => Promise<unknown>];

/** Buckets that are scanned while the index of another one is asked. */
export function writing(keys: number): Filling[] {
  return [1, 2, 3, 4].map((n) => ({
    bucket: `writing-${String(n)}`,
    prefix: 'keys/',
    keys: keys / 4,
    linkEvery: 20,
  }));
}

/** What is known of a bucket's links, in the time of one indexed read; idle, and while scans write. */
export async function timeIndexAnswers(scale: Scale, known: Known): Promise<Row[]> {
  const { api, dataFolder, bucket, prefix, linkEvery } = known;
  if (!isLinkIndex(linkEvery - 1, linkEvery)) throw new Error('The first link is not where it was put.');
  const database = await openConsoleDatabase(dataFolder);
  const { rows } = await database.query<{ connection_id: string }>(
    'SELECT connection_id FROM signpost.index_scans WHERE bucket = $1',
    [bucket],
  );
  const read = (n: number): Promise<unknown> =>
    database.query(
      'SELECT * FROM signpost.index_keys WHERE connection_id = $1 AND bucket = $2 AND key = $3',
      [rows[0]?.connection_id, bucket, keyOf(prefix, (n % 1000) * linkEvery + linkEvery - 1)],
    );
  const time = async (suffix: string): Promise<Row[]> => {
    const answers: Row[] = [];
    for (const [what, ask] of questionsOf(known))
      answers.push(
        await duel({
          what: `${what}${suffix}`,
          ours: { operate: ask, parts: [] },
          peer: { operate: read, parts: [] },
          inFlight: 1,
          pace: scale.shortPace,
          compare: 'cost',
        }),
      );
    return answers;
  };
  try {
    const idle = await time('');
    const scans = keepScanning(api, scale.manyKeys);
    try {
      return [...idle, ...(await time(', while a scan writes'))];
    } finally {
      await scans.stop();
    }
  } finally {
    await database.end();
  }
}

function questionsOf({ api, bucket, prefix, linkEvery }: Known): Question[] {
  const scope = { connection: 'default', bucket };
  const page = { ...scope, limit: '100' };
  const key = keyOf(prefix, linkEvery - 2);
  return [
    ['backlinks of an object', () => api.get('/api/v1/backlinks', { ...scope, key })],
    ['first page of links, with counts', () => api.get('/api/v1/links', page)],
    ['the same, worst first', () => api.get('/api/v1/links', { ...page, sort: 'health' })],
    ['the same, broken ones alone', () => api.get('/api/v1/links', { ...page, health: 'missing' })],
    ['links summed up by folder', () => api.get('/api/v1/links/folders', page)],
    [
      'sums of a folder',
      () => api.write('POST', '/api/v1/index/folders', { body: { ...scope, prefixes: [prefix] } }),
    ],
    ['Home', () => api.get('/api/v1/home', { connection: 'default' })],
  ];
}

/** Scans one bucket after another, until it is stopped; the scan under way then ends first. */
function keepScanning(api: ConsoleApi, keys: number): { stop: () => Promise<void> } {
  const ended = new AbortController();
  const scanAll = async (): Promise<void> => {
    const buckets = writing(keys).map(({ bucket }) => bucket);
    for (let n = 0; !ended.signal.aborted; n += 1) await scanBucket(api, buckets[n % buckets.length] ?? '');
  };
  const work = scanAll();
  return {
    async stop() {
      ended.abort();
      await work;
    },
  };
}
