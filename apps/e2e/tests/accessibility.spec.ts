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
    startConsole,
    say,
  }) => {
    const { page } = visitor;
    const wear = async (theme: 'light' | 'dark'): Promise<void> => {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await playScene(scene, { ...visitor, stack, startConsole, say }, async () => {
      await expectAccessible(page, { where: 'desktop, light' });
      await page.setViewportSize(phone);
      await expectAccessible(page, { where: 'phone, light' });
      await wear('dark');
      // The theme changes colours only. Half-way between two themes a colour may be nobody's choice: what stays counts.
      const colours = { rules: ['color-contrast'] };
      await expect(() => expectAccessible(page, { where: 'phone, dark', ...colours })).toPass({
        timeout: 5000,
      });
      await page.setViewportSize(desktop);
      await expectAccessible(page, { where: 'desktop, dark', ...colours });
    });
  });
}
