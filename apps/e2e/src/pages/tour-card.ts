import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';

/** The link of the demo that the tour is about, and what it is repaired with. */
export const tourKey = 'cli/old-installer.exe';
export const tourTarget = 'cli/2.14.0/setup.exe';

/** The card of the tour at one of its steps. */
export function tourCard(page: Page, say: Say): (step: string) => Locator {
  return (step) => page.getByRole('complementary', { name: say(`tour:${step}.title`) });
}
