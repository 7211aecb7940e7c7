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
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await playScene(scene, { ...visitor, stack, say }, async () => {
      for (const [where, viewport] of Object.entries({ desktop, phone })) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: 'light' });
        await expectAccessible(page, { where: `${where}, light` });
        // The theme changes colours only.
        await page.emulateMedia({ colorScheme: 'dark' });
        await expectAccessible(page, { where: `${where}, dark`, rules: ['color-contrast'] });
      }
    });
  });
}
