import { expect } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test } from '../src/fixtures/scene-test.ts';
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
    await page.setViewportSize(desktop);
    await playScene(scene, { ...visitor, stack, startConsole, say }, async () => {
      await expectAccessible(page, { where: 'desktop, light' });
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      // The theme changes colours only. Half-way between two themes a colour may be nobody's choice: what stays counts.
      await expect(() =>
        expectAccessible(page, { where: 'desktop, dark', rules: ['color-contrast'] }),
      ).toPass({ timeout: 5000 });
      await page.setViewportSize(phone);
      // The same goes for a page half-way between two sizes.
      await expect(() => expectAccessible(page, { where: 'phone, dark' })).toPass({ timeout: 5000 });
    });
  });
}
