import { expect } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test } from '../src/fixtures/test.ts';
import { playScene } from '../src/scenes/scene.ts';
import { scenes } from '../src/scenes/scenes.ts';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

for (const scene of scenes) {
  test(`axe finds nothing in ${scene.name}, on a desk and on a phone, light and dark`, async ({
    visitor,
    stack,
    say,
  }) => {
    const { page } = visitor;
    const wear = async (theme: 'light' | 'dark'): Promise<void> => {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      // Half-way between two themes no colour is anybody's choice.
      await page.evaluate(() =>
        Promise.allSettled(
          document
            .getAnimations()
            .filter((animation) => animation instanceof CSSTransition)
            .map(({ finished }) => finished),
        ),
      );
    };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await playScene(scene, { ...visitor, stack, say }, async () => {
      for (const [where, viewport] of Object.entries({ desktop, phone })) {
        await page.setViewportSize(viewport);
        await wear('light');
        await expectAccessible(page, { where: `${where}, light` });
        // The theme changes colours only.
        await wear('dark');
        await expectAccessible(page, { where: `${where}, dark`, rules: ['color-contrast'] });
      }
    });
  });
}
