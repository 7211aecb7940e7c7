import type { Page } from '@playwright/test';
import { scrollPage, scrollToTop, type Scrolled } from './in-the-page.ts';
import { isListAnswer, type Traffic } from './traffic.ts';

/** Scrolling over several pages of the list. */
export interface Journey extends Scrolled {
  readonly rows: number;
}

/** A brisk turn of the wheel: what people do while they read. */
const readingRowsPerFrame = 2;
/** More than a screen a frame: nothing of one frame is left in the next. */
const flyingRowsPerFrame = 50;
/** Scrolling ends here, however far it came. */
const boundMs = 120_000;

/** Scrolls through the first rows as a reader does, and back. */
export async function scrollLikeAReader(page: Page): Promise<Journey> {
  const journey = await page.evaluate(scrollPage, { rows: 600, rowsPerFrame: readingRowsPerFrame });
  await page.evaluate(scrollToTop);
  return journey;
}

/** Flies down to a row: to the end of what is loaded, then on as the console offers it. */
export async function flyTo(page: Page, row: number, traffic: Traffic): Promise<Journey> {
  const until = performance.now() + boundMs;
  let journey: Journey = { rows: 0, frames: 0, dropped: 0, longestMs: 0, nodes: 0 };
  for (;;) {
    const stretch = { rows: row - journey.rows, rowsPerFrame: flyingRowsPerFrame };
    journey = add(journey, await page.evaluate(scrollPage, stretch));
    if (journey.rows >= row || performance.now() > until) return journey;
    const goOn = page.getByRole('link', { name: /^Go on/ });
    if ((await goOn.count()) === 0) return journey;
    const lists = traffic.lists;
    const answered = page.waitForResponse(isListAnswer);
    await goOn.click();
    await answered;
    if (traffic.lists === lists) throw new Error('The list went on without a list call.');
    await page.locator('[role="row"][data-index="0"]').waitFor();
  }
}

function add(one: Journey, other: Journey): Journey {
  return {
    rows: one.rows + other.rows,
    frames: one.frames + other.frames,
    dropped: one.dropped + other.dropped,
    longestMs: Math.max(one.longestMs, other.longestMs),
    nodes: Math.max(one.nodes, other.nodes),
  };
}
