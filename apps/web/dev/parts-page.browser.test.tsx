import axe from 'axe-core';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { changeLanguage, needTexts, startI18n } from '../src/app/i18n.ts';
import { followTheme, themeChoice } from '../src/app/theme.ts';
import { PartsPage } from './parts-page.tsx';
import './dev.css';

beforeAll(async () => {
  followTheme();
  await startI18n();
  await needTexts('findings', 'parts');
});

/** Everything of WCAG that a program can check, up to 2.2 AA. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

async function findViolations(): Promise<string[]> {
  // What still fades in is paler than its colours. What turns for ever has no end to wait for.
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary ?? ''}`),
  );
}

for (const language of ['en', 'zh-CN'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    it(`axe finds nothing in any part, ${theme}, in ${language}`, async () => {
      await page.viewport(1280, 900);
      themeChoice.set(theme);
      await changeLanguage(language);
      const place = document.body.appendChild(document.createElement('div'));
      const root = createRoot(place);
      onTestFinished(() => {
        root.unmount();
        place.remove();
      });
      root.render(<PartsPage />);
      await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await findViolations()).toEqual([]);
      // What opens is a part as well: menus, lists of jobs, the choice of a time.
      const openers = place.querySelectorAll<HTMLElement>('[aria-haspopup]');
      expect(openers.length).toBeGreaterThan(2);
      for (const opener of openers) {
        // oxlint-disable-next-line no-await-in-loop -- one is open at a time
        await userEvent.click(opener);
        // oxlint-disable-next-line no-await-in-loop -- one is open at a time
        await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('true');
        // oxlint-disable-next-line no-await-in-loop -- one is open at a time
        expect(await findViolations(), opener.textContent).toEqual([]);
        // oxlint-disable-next-line no-await-in-loop -- one is open at a time
        await userEvent.keyboard('{Escape}');
        // oxlint-disable-next-line no-await-in-loop -- one is open at a time
        await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('false');
      }
    });
  }
}
