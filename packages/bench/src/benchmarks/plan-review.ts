import { existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { putObject, putSymlink } from '@signpost/oss-client';
import { findChromium } from '../browser/find-chromium.ts';
import { heapBytes } from '../browser/heap.ts';
import { readFirstRowsMs, watchFirstRows } from '../browser/in-the-page.ts';
import { scrollLikeAReader } from '../browser/scroll.ts';
import { summarise } from '../measure/statistics.ts';
import { connectConsole } from '../peers/console-api.ts';
import { copyPlanRows, openConsoleDatabase } from '../peers/console-database.ts';
import { draftFolderMove } from '../peers/console-plans.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const bucket = 'reviews';
const few = 100;

/** Whether the review of a plan stays as quick with 100,000 rows as with a hundred. */
export const planReviewBenchmark: Benchmark = async (context) => {
  const executablePath = findChromium();
  if (executablePath === undefined)
    return { rows: [], skipped: 'no Chromium here; name one in CHROMIUM_PATH' };
  if (!existsSync(path.join(context.webDist, 'index.html')))
    return { rows: [], skipped: 'the console is not built' };
  const many = context.scale.quick ? 10_000 : 100_000;
  const rounds = context.scale.quick ? 2 : 7;
  const oss = await startOss({ buckets: [{ bucket, prefix: 'filler/', keys: 0 }] });
  const dataFolder = mkdtempSync(path.join(context.folder, 'bff-'));
  const bff = await startBff({ endpoint: oss.ready.url, dataFolder, webDist: context.webDist });
  const api = connectConsole(bff.ready.url, 4);
  const browser = await chromium.launch({ executablePath });
  try {
    await fill(oss.ready.url);
    const database = await openConsoleDatabase(dataFolder);
    const plans: string[] = [];
    for (const rows of [few, many]) {
      const { id } = await draftFolderMove(api, { bucket, prefix: 'live/', to: '2/' });
      await copyPlanRows(database, id, rows);
      plans.push(id);
    }
    await database.end();
    const [small, large] = plans.map((id) => `${bff.ready.url}/c/default/plans/${id}`) as [string, string];
    // What the first look leaves behind is code, pools and caches.
    await open(browser, small);
    const before = await bff.usage({ swept: true });
    const times: Record<'small' | 'large', Look[]> = { small: [], large: [] };
    for (let round = 0; round < rounds; round += 1) {
      times.small.push(await open(browser, small));
      times.large.push(await open(browser, large));
    }
    const deep = await goThrough(browser, large, context.scale.quick ? 2 : 10);
    const after = await bff.usage({ swept: true });
    const sizes = { few: few.toLocaleString('en-US'), many: many.toLocaleString('en-US') };
    const compare = (what: string, of: (look: Look) => number, unit: 'ms' | 'MB'): Row => {
      const [ours, peer] = [times.large, times.small].map((looks) => summarise(looks.map(of)).median) as [
        number,
        number,
      ];
      return {
        what,
        value: ours / peer,
        unit: '×',
        ours: `${ours.toFixed(unit === 'ms' ? 0 : 1)} ${unit}`,
        peer: `${peer.toFixed(unit === 'ms' ? 0 : 1)} ${unit}`,
        aim: { kind: 'at-most', value: 2 },
      };
    };
    return {
      rows: [
        compare(`cold start to first rows, ${sizes.many} rows against ${sizes.few}`, ({ ms }) => ms, 'ms'),
        compare(`script heap then, ${sizes.many} rows against ${sizes.few}`, ({ heap }) => heap / 1e6, 'MB'),
        { what: 'next 1,000 rows, from the click to the first of them', value: deep.pageMs, unit: 'ms' },
        {
          what: 'filtered by a part of a key, from the last letter to the row',
          value: deep.filterMs,
          unit: 'ms',
        },
        {
          what: 'frames dropped at reading pace',
          value: deep.dropped,
          unit: '%',
          ours: `longest ${deep.longestMs.toFixed(0)} ms`,
        },
        { what: 'DOM nodes at most', value: deep.nodes, unit: 'nodes' },
        {
          what: `script heap after ${deep.pages.toString()} pages of 1,000 rows`,
          value: deep.heap / 1e6,
          unit: 'MB',
        },
        {
          what: 'heap of the console after all of it, against the first look',
          value: after.heapUsed / before.heapUsed,
          unit: '×',
          aim: { kind: 'at-most', value: 1.5 },
        },
      ],
      notes: [
        `Headless Chromium ${browser.version()} at 1440 × 900, a new profile for each look.`,
        'The plan is drafted from two links, one of whose targets is missing; its other rows are copies of theirs in the database, one of fifty with the missing target.',
      ],
    };
  } finally {
    await browser.close();
    await api.close();
    await bff.stop();
    await oss.stop();
  }
};

/** Two links, the target of the second of which the new folder lacks. */
async function fill(endpoint: string): Promise<void> {
  const client = connectOss(endpoint, 1);
  const put = (key: string): Promise<unknown> =>
    putObject(client, { bucket, key, body: Buffer.from(key), httpHeaders: { contentType: 'text/plain' } });
  await put('1/a.txt');
  await put('1/b.txt');
  await put('2/a.txt');
  for (const name of ['a.txt', 'b.txt'])
    await putSymlink(client, {
      bucket,
      key: `live/${name}`,
      target: `1/${name}`,
      httpHeaders: { contentType: 'text/plain' },
    });
  await client.close();
}

interface Look {
  readonly ms: number;
  /** Bytes that scripts hold. */
  readonly heap: number;
}

/** Opens a plan with an empty cache. */
async function open(browser: Browser, url: string): Promise<Look> {
  const page = await newPage(browser);
  await page.goto(url);
  const ms = await page.evaluate(readFirstRowsMs);
  await page.waitForLoadState('networkidle');
  const heap = await heapBytes(page);
  await page.context().close();
  return { ms, heap };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchFirstRows);
  return page;
}

interface Walk {
  readonly pages: number;
  readonly pageMs: number;
  readonly filterMs: number;
  readonly dropped: number;
  readonly longestMs: number;
  readonly nodes: number;
  readonly heap: number;
}

/** Reads a page of rows, goes on page by page, and looks for one key. */
async function goThrough(browser: Browser, url: string, pages: number): Promise<Walk> {
  const page = await newPage(browser);
  await page.goto(url);
  const first = page.locator('[role="row"][data-index="0"]');
  await first.waitFor();
  const { frames, dropped, longestMs, nodes } = await scrollLikeAReader(page);
  const pageMs: number[] = [];
  for (let turned = 1; turned < pages; turned += 1) {
    const before = await first.textContent();
    const began = performance.now();
    await page.getByRole('button', { name: /^Next / }).click();
    await page.waitForFunction(
      (shown) => {
        const text = document.querySelector('[role="row"][data-index="0"]')?.textContent;
        return text !== undefined && text !== shown;
      },
      before,
      { polling: 'raf' },
    );
    pageMs.push(performance.now() - began);
  }
  const heap = await heapBytes(page);
  await page.goto(url);
  await first.waitFor();
  const field = page
    .getByRole('searchbox')
    .or(page.getByRole('textbox', { name: /key/i }))
    .first();
  await field.fill('part-00005');
  const began = performance.now();
  await field.press('1');
  await page.waitForFunction(
    () => document.querySelector('[role="row"][data-index="0"]')?.textContent?.includes('part-000051'),
    undefined,
    { polling: 'raf' },
  );
  const filterMs = performance.now() - began;
  await page.context().close();
  return {
    pages,
    pageMs: summarise(pageMs).median,
    filterMs,
    dropped: (dropped / Math.max(1, frames + dropped)) * 100,
    longestMs,
    nodes,
    heap,
  };
}
