import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { listObjectsV2 } from '@signpost/oss-client';
import { decodeObjectPage, readXml, type ObjectPage } from '@signpost/oss-protocol';
import { duel } from '../measure/duel.ts';
import { createAliOss, type AliOss } from '../peers/ali-oss.ts';
import { connectOss } from '../peers/oss-client.ts';
import { fetchListPage } from '../peers/list-page.ts';
import { startPlainAnswerer } from '../processes/plain-answerer.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const bucket = 'pages';
const keys = 1000;
const aim = { kind: 'at-least', value: 10 } as const;

/** Bytes of a page to objects: alone, and with the call around it. */
export const listDecodeBenchmark: Benchmark = async ({ scale, folder }) => {
  const page = await pageOf1000();
  const bodyFile = path.join(folder, 'list-page.xml');
  writeFileSync(bodyFile, page);
  const bare = await startPlainAnswerer({ headers: { 'content-type': 'application/xml' }, bodyFile });
  const client = connectOss(bare.ready.url, 16);
  try {
    const ali = createAliOss(bare.ready.url, bucket);
    await assertSameKeys(page, ali);
    const rows: Row[] = [
      await duel({
        what: 'bytes to objects, no network',
        ours: { operate: () => Promise.resolve(decode(page)), parts: [] },
        peer: { operate: () => ali.parseXML(page.toString('utf8')), parts: [] },
        inFlight: 1,
        pace: scale.pace,
        compare: 'speed',
        aim,
      }),
    ];
    for (const inFlight of [1, 16]) {
      rows.push(
        await duel({
          what: `whole call to a bare answerer, ${String(inFlight)} in flight`,
          ours: { operate: () => listObjectsV2(client, { bucket }), parts: [bare] },
          peer: { operate: () => ali.listV2({ 'max-keys': '1000' }, {}), parts: [bare] },
          inFlight,
          pace: scale.pace,
          compare: 'speed',
          aim,
        }),
      );
    }
    const size = `${String(Math.round(page.length / 1000))} kB`;
    return {
      rows,
      notes: [
        `The page is the embedded OSS's own answer with ${String(keys)} keys (${size}); both sides read the same bytes.`,
        "Ours ends in typed values (dates, numbers, decoded keys); the peer, without network, in xml2js's strings.",
        'Where the aim is missed: half of the time of ours goes into reading 14,000 tags strictly, half into values (keys decoded and cut loose from the page, times checked and parsed). Either half alone would meet it. Leaving values as strings, or not refusing what is malformed, would be quicker and is not what an index can be made of.',
      ],
    };
  } finally {
    await client.close();
    await bare.stop();
  }
};

async function pageOf1000(): Promise<Buffer> {
  const oss = await startOss({ buckets: [{ bucket, prefix: 'reports/2026/', keys }] });
  try {
    return await fetchListPage(oss.ready.url, { bucket, prefix: 'reports/2026/' });
  } finally {
    await oss.stop();
  }
}

/** The way `listObjectsV2` takes, from bytes to typed objects. */
function decode(page: Buffer): ObjectPage {
  return decodeObjectPage(readXml(page.toString('utf8')));
}

/** A decoder that reads less would be faster. */
async function assertSameKeys(page: Buffer, ali: AliOss): Promise<void> {
  const ours = decode(page).objects.length;
  const parsed = (await ali.parseXML(page.toString('utf8'))).Contents.length;
  const listed = (await ali.listV2({ 'max-keys': '1000' }, {})).objects.length;
  if (ours !== keys || parsed !== keys || listed !== keys) {
    throw new Error(
      `Of ${String(keys)} keys, ours read ${String(ours)}, the peer ${String(parsed)} and ${String(listed)}.`,
    );
  }
}
