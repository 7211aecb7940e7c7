import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';

/** More stops than any page of the console has between two places. */
const mostStops = 60;

/** Walks with Tab until something has the focus, as somebody without a pointer does. */
export async function tabTo(page: Page, place: Locator, { back = false } = {}): Promise<void> {
  await expect(place).toBeVisible();
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
