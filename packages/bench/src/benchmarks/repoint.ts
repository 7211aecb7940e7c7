import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { putObject, putSymlink, type OssCall, type OssClient } from '@signpost/oss-client';
import { duel } from '../measure/duel.ts';
import { connectConsole, type ConsoleApi } from '../peers/console-api.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startRecordingProxy, toWaves } from '../peers/recording-proxy.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark, Context } from './benchmark.ts';

const bucket = 'moves';
const scope = { connection: 'default', bucket };
/** More than are in flight: the console takes one write to a key at a time. */
const links = Array.from({ length: 64 }, (_, i) => `current/part-${String(i)}.txt`);
/** Moved by nobody but the recording and its replay. */
const recordedLink = 'current/recorded.txt';
const targets = ['releases/1/notes.txt', 'releases/2/notes.txt'] as const;
/** First a quick look, most in flight last: the engine has compiled both sides by then. */
const inFlights = [1, 16];

/** What lease, checks, change log and index add to the calls that a repoint makes at OSS. */
export const repointBenchmark: Benchmark = async (context) => {
  const oss = await startOss({ buckets: [{ bucket, prefix: 'filler/', keys: 0 }] });
  const client = connectOss(oss.ready.url, 64);
  try {
    for (const key of targets) await putObject(client, { bucket, key, body: Buffer.from(key) });
    for (const key of [...links, recordedLink]) await putSymlink(client, { bucket, key, target: targets[0] });
    const waves = await recordRepoint(context, oss.ready.url);
    const bff = await startBff({
      endpoint: oss.ready.url,
      dataFolder: mkdtempSync(path.join(context.folder, 'bff-')),
    });
    const api = connectConsole(bff.ready.url, 64);
    const mover = await createMover(api);
    try {
      const calls = waves.flat();
      const rows: Row[] = [
        {
          what: 'OSS calls of one repoint',
          value: calls.length,
          unit: 'calls',
          aim: { kind: 'at-most', value: 8 },
        },
      ];
      for (const inFlight of inFlights) {
        rows.push(
          await duel({
            what: `time of a recorded repoint, ${String(inFlight)} in flight`,
            ours: { operate: () => mover.move(), parts: [bff, oss] },
            peer: { operate: () => replay(client, waves), parts: [oss] },
            inFlight,
            pace: context.scale.pace,
            compare: 'cost',
          }),
        );
      }
      return {
        rows,
        notes: [
          `The calls, as a proxy between console and OSS saw them (those of one line were under way together): ${describe(waves)}.`,
          'The peer sends the same calls in the same waves and reads each answer to its end.',
          ...(mover.asksFirst()
            ? ['An answer hands out no state token, so that the time of ours includes a pre-flight.']
            : []),
          `The limit of OSS calls per second is lifted; PostgreSQL is the embedded one, with fsync on.`,
        ],
      };
    } finally {
      await api.close();
      await bff.stop();
    }
  } finally {
    await client.close();
    await oss.stop();
  }
};

/** The calls of one repoint, what is known of the bucket being cached already. */
async function recordRepoint({ folder }: Context, endpoint: string): Promise<OssCall[][]> {
  const proxy = await startRecordingProxy(endpoint);
  const bff = await startBff({ endpoint: proxy.url, dataFolder: mkdtempSync(path.join(folder, 'bff-')) });
  const api = connectConsole(bff.ready.url, 1);
  try {
    const token = await readToken(api, recordedLink);
    proxy.take();
    await repoint(api, { key: recordedLink, target: targets[1], token });
    return toWaves(proxy.take());
  } finally {
    await api.close();
    await bff.stop();
    await proxy.close();
  }
}

interface Mover {
  /** Repoints a link that nobody else moves at this moment. */
  move(): Promise<void>;
  /** Whether a move had to ask for its token first. */
  asksFirst(): boolean;
}

interface Link {
  readonly key: string;
  readonly target: string;
  /** Of the link as it is; undefined when the last answer did not tell. */
  readonly token: string | undefined;
}

async function createMover(api: ConsoleApi): Promise<Mover> {
  const idle: Link[] = [];
  for (const key of links) idle.push({ key, target: targets[1], token: await readToken(api, key) });
  let asked = false;
  return {
    async move() {
      const link = idle.shift();
      if (link === undefined) throw new Error('More moves are in flight than there are links.');
      asked ||= link.token === undefined;
      const token = link.token ?? (await readToken(api, link.key));
      const next = await repoint(api, { ...link, token });
      idle.push({ key: link.key, target: targets.find((one) => one !== link.target)!, token: next });
    },
    asksFirst: () => asked,
  };
}

async function readToken(api: ConsoleApi, key: string): Promise<string> {
  const body = { action: 'repoint', ...scope, key, target: targets[1] };
  const { now } = await api.write<{ now: { token: string } }>('POST', '/api/v1/links/preflight', { body });
  return now.token;
}

/** @returns the token of the link as it is then, where the answer tells */
async function repoint(
  api: ConsoleApi,
  { key, target, token }: { key: string; target: string; token: string },
): Promise<string | undefined> {
  const { change, view } = await api.write<{ change: { outcome: string }; view?: { token?: string } }>(
    'PATCH',
    '/api/v1/links',
    { body: { ...scope, key, target }, ifMatch: token },
  );
  if (change.outcome !== 'applied') throw new Error(`A repoint ended as ${change.outcome}.`);
  return view?.token;
}

async function replay(client: OssClient, waves: readonly (readonly OssCall[])[]): Promise<void> {
  for (const wave of waves) await Promise.all(wave.map((call) => client.send(call)));
}

function describe(waves: readonly (readonly OssCall[])[]): string {
  return waves
    .map((wave) =>
      wave.map(
        ({ operation, key = '' }) => `${operation}${targets.includes(key as never) ? ' of the target' : ''}`,
      ),
    )
    .map((names) => names.join(' + '))
    .join('; ');
}
