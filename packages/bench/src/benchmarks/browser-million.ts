import { existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { describeBusy, readParts, type Part } from '../measure/busy.ts';
import { findChromium } from '../peers/chromium.ts';
import { startBff } from '../processes/bff.ts';
import type { Row } from '../report/outcome.ts';
import { formatNumber } from '../report/table.ts';
import type { Benchmark, Context } from './benchmark.ts';
import { largeBucket, startLargeOss } from './large-bucket.ts';
import {
  readFirstRowsMs,
  readScriptsBefore,
  scrollPage,
  watchFirstRows,
  type Scrolled,
} from './in-the-page.ts';

/** Scrolling ends here, however far it came. */
const scrollBoundMs = 120_000;

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
  const browser = await chromium.launch({ executablePath, args: ['--enable-precise-memory-info'] });
  try {
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
    const parts = [oss, bff, await chromiumPart(browser)];
    return {
      rows: await measure(page, { context, url: bff.ready.url, parts }),
      notes: [await pageNote(page)],
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
  const listCalls = traffic.lists;
  await traffic.settle();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const needed = await page.evaluate(readScriptsBefore, { ms: firstRowsMs });
  const opened = await memory(cdp);

  const before = await readParts(parts);
  const began = performance.now();
  const scrolled = await scrollTo(page, { row: context.scale.scrollToRow, traffic });
  const after = await readParts(parts);
  const ms = performance.now() - began;
  const busy = new Map(parts.map(({ name }) => [name, (after.get(name)! - before.get(name)!) / ms]));
  const reached = await memory(cdp);
  const far = scrolled.row.toLocaleString('en-US');
  return [
    {
      what: `list calls to open a prefix of ${keys.toLocaleString('en-US')} keys`,
      value: listCalls,
      unit: 'calls',
      aim: { kind: 'at-most', value: 1 },
    },
    { what: 'cold start to first rows', value: firstRowsMs, unit: 'ms' },
    {
      what: 'scripts fetched until then, gzip',
      value: sizeOf(traffic.scripts, needed) / 1000,
      unit: 'kB',
      ours: `${formatNumber(sizeOf(traffic.scripts) / 1000)} kB with what follows unasked`,
    },
    {
      what: 'rows reached by scrolling',
      value: scrolled.row,
      unit: 'rows',
      ours: `of ${context.scale.scrollToRow.toLocaleString('en-US')}, in ${(ms / 1000).toFixed(1)} s`,
    },
    {
      what: `list calls up to row ${far}`,
      value: traffic.lists,
      unit: 'calls',
      ours: `${String(traffic.lookups)} calls for links`,
    },
    {
      what: 'frames dropped while scrolling',
      value: (scrolled.dropped / Math.max(1, scrolled.frames + scrolled.dropped)) * 100,
      unit: '%',
      ours: `${String(scrolled.dropped)} of ${String(scrolled.frames + scrolled.dropped)}, longest ${scrolled.longestMs.toFixed(0)} ms`,
      saturates: describeBusy(busy),
    },
    { what: 'DOM nodes at most', value: scrolled.nodes, unit: 'nodes' },
    { what: 'script heap after opening', value: opened / 1e6, unit: 'MB' },
    { what: `script heap at row ${far}`, value: reached / 1e6, unit: 'MB' },
  ];
}

interface Traffic {
  lists: number;
  lookups: number;
  /** Compressed bytes by URL. */
  readonly scripts: ReadonlyMap<string, number>;
  /** Waits until the page has nothing more to fetch. */
  settle(): Promise<void>;
}

/** Counts what the console asks the back end for, and the scripts it fetches. */
function watchTraffic(page: Page): Traffic {
  const pending = new Set<Promise<void>>();
  const traffic = {
    lists: 0,
    lookups: 0,
    scripts: new Map<string, number>(),
    settle: async () => {
      await page.waitForLoadState('networkidle');
      await Promise.all(pending);
    },
  };
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === '/api/v1/objects') traffic.lists += 1;
    if (pathname.startsWith('/api/v1/links')) traffic.lookups += 1;
    if (response.request().resourceType() !== 'script') return;
    const reading = response.body().then((body) => {
      traffic.scripts.set(response.url(), gzipSync(body).length);
    });
    pending.add(reading);
  });
  return traffic;
}

/** Compressed bytes of all scripts, or of those named. */
function sizeOf(
  scripts: ReadonlyMap<string, number>,
  names: readonly string[] = [...scripts.keys()],
): number {
  return names.reduce((sum, name) => sum + (scripts.get(name) ?? 0), 0);
}

interface Journey extends Scrolled {
  readonly row: number;
}

/** Scrolls page by page: to the end of what is loaded, then on as the console offers it. */
async function scrollTo(
  page: Page,
  { row, traffic }: { row: number; traffic: { lists: number } },
): Promise<Journey> {
  const until = performance.now() + scrollBoundMs;
  const journey = { row: 0, frames: 0, dropped: 0, longestMs: 0, nodes: 0 };
  for (;;) {
    const scrolled = await page.evaluate(scrollPage, { rows: row - journey.row });
    journey.row += scrolled.rows;
    journey.frames += scrolled.frames;
    journey.dropped += scrolled.dropped;
    journey.longestMs = Math.max(journey.longestMs, scrolled.longestMs);
    journey.nodes = Math.max(journey.nodes, scrolled.nodes);
    if (journey.row >= row || performance.now() > until) return journey;
    const goOn = page.getByRole('link', { name: /^(Go on|Next)/ });
    if ((await goOn.count()) === 0) return journey;
    const lists = traffic.lists;
    const answered = page.waitForResponse(
      (response) => new URL(response.url()).pathname === '/api/v1/objects',
    );
    await goOn.click();
    if (traffic.lists === lists) await answered;
    await page.locator(`[role="row"][data-index="0"]`).waitFor();
  }
}

async function memory(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
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

async function pageNote(page: Page): Promise<string> {
  const status = (await page.getByRole('status').first().textContent()) ?? '';
  const version = page.context().browser()?.version() ?? '';
  return `Headless Chromium ${version} drawing in software, every frame moving by several screens; the list's own words at the end: "${status.trim()}".`;
}
