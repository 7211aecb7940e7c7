import { putSymlink } from '@signpost/oss-client';
import type { Part } from '../measure/busy.ts';
import { duel } from '../measure/duel.ts';
import { createAliOss } from '../peers/ali-oss.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startPlainAnswerer } from '../processes/plain-answerer.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Aim, Row } from '../report/outcome.ts';
import type { Benchmark, Context } from './benchmark.ts';

const bucket = 'links';
/** Most first: so few calls go by with one in flight that the engine would still be compiling both sides then. */
const inFlights = [64, 16, 1];

/** The write that the product is about, through both clients, at the same servers. */
export const putSymlinkBenchmark: Benchmark = async (context) => {
  const rows: Row[] = [];
  const bare = await startPlainAnswerer({ headers: { ETag: '"D41D8CD98F00B204E9800998ECF8427E"' } });
  try {
    const aim: Aim = { kind: 'at-least', value: 3 };
    rows.push(
      ...(await compareClients(context, { name: 'bare answerer', url: bare.ready.url, server: bare, aim })),
    );
  } finally {
    await bare.stop();
  }
  const oss = await startOss({ buckets: [{ bucket, prefix: '', keys: 0 }] });
  try {
    const aim: Aim = { kind: 'at-least', value: 1.5 };
    rows.push(
      ...(await compareClients(context, { name: 'embedded OSS', url: oss.ready.url, server: oss, aim })),
    );
  } finally {
    await oss.stop();
  }
  return {
    rows,
    notes: [
      'Both clients sign with V4 and keep their connections alive.',
      'Where the aim is missed with 1 in flight: each call then waits for the answer on its own, through the kernel and the event loops of both processes, which no client makes shorter, and pays for its own wake-up, which calls share as soon as several are in flight. The time of the client alone is the ratio of the figures in µs.',
    ],
  };
};

interface Target {
  readonly name: string;
  readonly url: string;
  readonly server: Part;
  readonly aim: Aim;
}

async function compareClients({ scale }: Context, { name, url, server, aim }: Target): Promise<Row[]> {
  const rows: Row[] = [];
  const ali = createAliOss(url, bucket);
  for (const inFlight of inFlights) {
    const client = connectOss(url, inFlight);
    // The same 10,000 keys over and over: the size of the index stays out of it.
    const key = (n: number): string => `releases/current/link-${String(n % 10_000)}`;
    const target = (n: number): string => `releases/2026-11/build-${String(n % 10_000)}.tar.gz`;
    const row = await duel({
      what: `${name}, ${String(inFlight)} in flight`,
      ours: {
        operate: (n) => putSymlink(client, { bucket, key: key(n), target: target(n) }),
        parts: [server],
      },
      peer: {
        operate: (n) => ali.putSymlink(key(n), target(n), { storageClass: 'Standard' }),
        parts: [server],
      },
      inFlight,
      pace: scale.pace,
      compare: 'speed',
      aim,
    });
    rows.push(row);
    await client.close();
  }
  return rows.toReversed();
}
