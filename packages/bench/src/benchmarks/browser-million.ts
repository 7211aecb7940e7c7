import { existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../browser/find-chromium.ts';
import { heapBytes } from '../browser/heap.ts';
import { readFirstRowsMs, readScriptsBefore, watchFirstRows } from '../browser/in-the-page.ts';
import { flyTo, scrollLikeAReader, type Journey } from '../browser/scroll.ts';
import { sizeOf, watchTraffic } from '../browser/traffic.ts';
import { describeBusy, readParts, type Busy, type Part } from '../measure/busy.ts';
import { startBff } from '../processes/bff.ts';
import type { Row } from '../report/outcome.ts';
import { formatNumber } from '../report/table.ts';
import type { Benchmark, Context } from './benchmark.ts';
import { largeBucket, startLargeOss } from './large-bucket.ts';

/** What a person waits for and what the browser holds, when the folder has a million keys. */
export const browserMillionBenchmark: Benchmark = async (context) => {
  const executablePath = findChromium();
  if (executablePath === undefined)
    return { rows: [], skipped: 'no Chromium here; name one in CHROMIUM_PATH' };
  if (!existsSync(path.join(context.webDist, 'index.html')))
    return { rows: [], skipped: 'the console is not built' };
  const oss = await startLargeOss(context);
  const bff = await startBff({
    endpoint: oss.ready.url,
    dataFolder: mkdtempSync(path.join(context.folder, 'bff-')),
    webDist: context.webDist,
  });
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
    const parts = [oss, bff, await chromiumPart(browser)];
    const rows = await measure(page, { context, url: bff.ready.url, parts });
    return {
      rows,
      notes: [
        `Headless Chromium ${browser.version()} at 1440 × 900, drawing in software on the cores that the servers use.`,
        'A frame is dropped when the next one comes later than a 60th of a second. While flying, every frame shows other rows than the one before.',
      ],
    };
  } finally {
    await browser.close();
    await bff.stop();
    await oss.stop();
  }
};

interface Stage {
  readonly context: Context;
  readonly url: string;
  readonly parts: readonly Part[];
}

async function measure(page: Page, { context, url, parts }: Stage): Promise<Row[]> {
  const { bucket, prefix, keys } = largeBucket(context);
  const traffic = watchTraffic(page);
  await page.addInitScript(watchFirstRows);
  await page.goto(`${url}/c/default/b/${bucket}?prefix=${encodeURIComponent(prefix)}`);
  await page.locator('[role="row"][data-index]').first().waitFor({ timeout: 30_000 });
  const firstRowsMs = await page.evaluate(readFirstRowsMs);
  const openingCalls = traffic.lists;
  await traffic.settle();
  const needed = await page.evaluate(readScriptsBefore, { ms: firstRowsMs });
  const opened = await heapBytes(page);

  const reading = await timed(parts, () => scrollLikeAReader(page));
  const flying = await timed(parts, () => flyTo(page, context.scale.scrollToRow, traffic));
  const reached = await heapBytes(page);
  const far = flying.result.rows.toLocaleString('en-US');
  const goal = context.scale.scrollToRow.toLocaleString('en-US');
  return [
    {
      what: `list calls to open a prefix of ${keys.toLocaleString('en-US')} keys`,
      value: openingCalls,
      unit: 'calls',
      aim: { kind: 'at-most', value: 1 },
    },
    { what: 'cold start to first rows', value: firstRowsMs, unit: 'ms' },
    {
      what: 'scripts fetched until then, gzip',
      value: sizeOf(traffic.scripts, needed) / 1000,
      unit: 'kB',
      ours: `${formatNumber(sizeOf(traffic.scripts) / 1000)} kB with what is fetched later`,
    },
    toFrames('frames dropped at reading pace', reading),
    toFrames('frames dropped while flying', flying),
    {
      what: 'rows flown over',
      value: flying.result.rows,
      unit: 'rows',
      ours: `of ${goal}, in ${formatNumber(flying.ms / 1000)} s`,
    },
    {
      what: `list calls up to row ${far}`,
      value: traffic.lists,
      unit: 'calls',
      ours: `and ${String(traffic.lookups)} calls that look links up`,
    },
    {
      what: 'DOM nodes at most',
      value: Math.max(reading.result.nodes, flying.result.nodes),
      unit: 'nodes',
    },
    { what: 'script heap after opening', value: opened / 1e6, unit: 'MB' },
    { what: `script heap at row ${far}`, value: reached / 1e6, unit: 'MB' },
  ];
}

interface Timed {
  readonly result: Journey;
  readonly ms: number;
  readonly busy: Busy;
}

async function timed(parts: readonly Part[], work: () => Promise<Journey>): Promise<Timed> {
  const before = await readParts(parts);
  const began = performance.now();
  const result = await work();
  const ms = performance.now() - began;
  const after = await readParts(parts);
  return {
    result,
    ms,
    busy: new Map(parts.map(({ name }) => [name, (after.get(name)! - before.get(name)!) / ms])),
  };
}

function toFrames(what: string, { result, busy }: Timed): Row {
  const { frames, dropped, longestMs } = result;
  const due = frames + dropped;
  return {
    what,
    value: due === 0 ? 0 : (dropped / due) * 100,
    unit: '%',
    ours: `${String(dropped)} of ${String(due)}, longest ${longestMs.toFixed(0)} ms`,
    saturates: describeBusy(busy),
  };
}

/** All processes of the browser together. */
async function chromiumPart(browser: Browser): Promise<Part> {
  const session = await browser.newBrowserCDPSession();
  return {
    name: 'browser',
    cpuMs: async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
    },
  };
}
