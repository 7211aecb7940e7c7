import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';

const mayHoldFocus = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';

/** Walks with Tab until something has the focus, as somebody without a pointer does. */
export async function tabTo(page: Page, place: Locator, { back = false } = {}): Promise<void> {
  await expect(place).toBeVisible();
  // Once around the page and its browser. A fixed number is too small: the list of buckets grows with each test.
  const mostStops = (await page.locator(mayHoldFocus).count()) + 3;
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${mostStops} presses of Tab did not reach ${String(place)}`);
}

/** Walks to a control and presses it. */
export async function pressByTab(page: Page, place: Locator, options?: { back?: boolean }): Promise<void> {
  await tabTo(page, place, options);
  await page.keyboard.press('Enter');
}
