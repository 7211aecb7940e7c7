import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Everything of WCAG that a program can check, up to 2.2 AA. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Expects axe to find nothing. What a modal dialog covers is left out: it is a scene of its own. */
export async function expectAccessible(page: Page, { where }: { where: string }): Promise<void> {
  // A dialog that still fades in is paler than its colours.
  await page.evaluate(settleAnimations);
  // One page without frames of other origins needs no second one to collect in, and what passes need not be described.
  const there = await page.evaluate(() => 'axe' in globalThis);
  // Its half a megabyte is sent to a page once: any text in its place does for the next time.
  const axe = new AxeBuilder(there ? { page, axeSource: '"there already"' } : { page })
    .setLegacyMode()
    .exclude('[data-base-ui-inert]')
    .options({ resultTypes: ['violations'] })
    .withTags(tags);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`,
    ),
  );
  expect(found, `axe, ${where}`).toEqual([]);
}

/** Runs in the page: waits for every transition and animation that has an end. */
async function settleAnimations(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
