import { existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../browser/find-chromium.ts';
import { heapBytes } from '../browser/heap.ts';
import { readFirstRowsMs, watchFirstRows } from '../browser/in-the-page.ts';
import { scanBucket } from '../peers/console-scan.ts';
import { connectConsole } from '../peers/console-api.ts';
import { summarise } from '../measure/statistics.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

/** Nine groups, as a small team has them, and three hundred. */
const small = { bucket: 'map-small', folderLinks: { groups: 9, files: 34 } };
const large = { bucket: 'map-large', folderLinks: { groups: 300, files: 34 } };
/** A row of what people ask for. */
const firstRow = 'main ul button';

/** What a person waits for and what the browser holds, when a map shows ten thousand links. */
export const mapBoardBenchmark: Benchmark = async (context) => {
  const executablePath = findChromium();
  if (executablePath === undefined)
    return { rows: [], skipped: 'no Chromium here; name one in CHROMIUM_PATH' };
  if (!existsSync(path.join(context.webDist, 'index.html')))
    return { rows: [], skipped: 'the console is not built' };
  const oss = await startOss({ buckets: [small, large].map((one) => ({ ...one, prefix: '', keys: 0 })) });
  const dataFolder = mkdtempSync(path.join(context.folder, 'bff-'));
  const bff = await startBff({ endpoint: oss.ready.url, dataFolder, webDist: context.webDist });
  const api = connectConsole(bff.ready.url, 1);
  const browser = await chromium.launch({ executablePath });
  try {
    for (const { bucket } of [small, large]) await scanBucket(api, bucket);
    const addressOf = (bucket: string): string => `${bff.ready.url}/c/default/map?bucket=${bucket}`;
    // The first look fills caches of both sides.
    await open(browser, addressOf(small.bucket));
    const looks: Record<'small' | 'large', Look[]> = { small: [], large: [] };
    for (let round = 0; round < (context.scale.quick ? 2 : 7); round += 1) {
      looks.small.push(await open(browser, addressOf(small.bucket)));
      looks.large.push(await open(browser, addressOf(large.bucket)));
    }
    return {
      rows: toRows(looks.large, looks.small),
      notes: [
        `Headless Chromium ${browser.version()} at 1440 × 900, a new profile for each look, drawing in software on the cores that the servers use.`,
        'The large map has 10,200 links in 300 groups, the small one 306 links in 9. First paint is the frame after the one that holds the first row.',
      ],
    };
  } finally {
    await browser.close();
    await api.close();
    await bff.stop();
    await oss.stop();
  }
};

interface Look {
  readonly ms: number;
  readonly nodes: number;
  /** Bytes that scripts hold. */
  readonly heap: number;
}

/** Opens a map with an empty cache. */
async function open(browser: Browser, url: string): Promise<Look> {
  const profile = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const page = await profile.newPage();
  await page.addInitScript(watchFirstRows, firstRow);
  await page.goto(url);
  const ms = await page.evaluate(readFirstRowsMs);
  await page.waitForLoadState('networkidle');
  const look = { ms, nodes: await page.locator('*').count(), heap: await heapBytes(page) };
  await profile.close();
  return look;
}

function toRows(large: readonly Look[], small: readonly Look[]): Row[] {
  const medianOf = (looks: readonly Look[], of: (look: Look) => number): number =>
    summarise(looks.map(of)).median;
  const compare = (what: string, of: (look: Look) => number, unit: 'ms' | 'MB'): Row => {
    const [ours, peer] = [medianOf(large, of), medianOf(small, of)];
    return {
      what,
      value: ours / peer,
      unit: '×',
      ours: `${ours.toFixed(unit === 'ms' ? 0 : 1)} ${unit}`,
      peer: `${peer.toFixed(unit === 'ms' ? 0 : 1)} ${unit}`,
      aim: { kind: 'at-most', value: 2 },
    };
  };
  const nodes = Math.max(...large.map((look) => look.nodes));
  return [
    compare('cold start to first paint, 300 groups against 9', ({ ms }) => ms, 'ms'),
    compare('script heap then, 300 groups against 9', ({ heap }) => heap / 1e6, 'MB'),
    {
      what: 'DOM nodes with 10,200 links in 300 groups',
      value: nodes,
      unit: 'nodes',
      peer: `${String(Math.max(...small.map((look) => look.nodes)))} with 9 groups`,
      aim: { kind: 'at-most', value: 2500 },
    },
  ];
}
