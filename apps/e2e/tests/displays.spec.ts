import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import { findCoveredFocus, findLayoutFaults, findMotion } from '../src/checks/find-layout-faults.ts';
import { test } from '../src/fixtures/scene-test.ts';
import { playScene, type Scene } from '../src/scenes/scene.ts';
import { scenes } from '../src/scenes/scenes.ts';

/** Scenes that between them hold every kind of control. */
const shown = new Set([
  'home',
  'home-connect',
  'tour-why',
  'links',
  'links-open',
  'buckets',
  'browser',
  'rows-marked',
  'path-typed',
  'changes',
  'help',
  'inspector-missing',
  'inspector-metadata',
  'inspector-points-here',
  'command-palette-key',
  'write-dialog-choices',
  'write-dialog-more',
  'write-dialog-request',
  'upload-chosen',
]);

const phone = { width: 390, height: 844 };
/** 1440 × 900 at a zoom of 200 %. */
const zoomed = { width: 720, height: 450 };
/** What a finger hits, in CSS pixels. */
const leastTarget = 44;

for (const scene of scenes.filter(({ name }) => shown.has(name))) {
  test(`${scene.name} fits a zoom of 200 % and a phone, and keeps still`, async ({
    visitor,
    stack,
    startConsole,
    say,
  }) => {
    const { page } = visitor;
    await playScene(scene, { ...visitor, stack, startConsole, say }, async () => {
      expect.soft(await findMotion(page), 'with reduced motion').toEqual([]);
      const screen = await page.context().newCDPSession(page);
      await zoomIn(screen);
      await expectFaultless(() => findLayoutFaults(page), 'at 200 %');
      expect.soft(await findCoveredFocus(page), 'with the focus, at 200 %').toEqual([]);
      await screen.detach();
      await useFinger(page);
      await expectFaultless(() => findLayoutFaults(page, { leastTarget }), 'on a phone');
    });
  });
}

test('forced colours keep steps, the open row and the button that writes apart from their neighbours', async ({
  visitor,
  stack,
  startConsole,
  say,
}) => {
  test.slow();
  const { page, browserPage, writeDialog } = visitor;
  const stage = { ...visitor, stack, startConsole, say };
  await page.emulateMedia({ forcedColors: 'active' });
  await playScene(sceneOf('inspector-missing'), stage, async () => {
    const open = browserPage.row('cli/old-installer.exe');
    await expect(open).toHaveAttribute('aria-current', 'true');
    const other = browserPage.row('cli/legacy.tar.gz');
    expect.soft(await pixelsOf(open, 'left'), 'open row').not.toBe(await pixelsOf(other, 'left'));
    // What the comparison is worth: rows that are alike look alike.
    const third = browserPage.row('cli/latest.txt');
    expect.soft(await pixelsOf(third, 'left')).toBe(await pixelsOf(other, 'left'));
  });
  await playScene(sceneOf('write-dialog-advice'), stage, async () => {
    const dots = writeDialog.dialog.getByRole('list', { name: say('sheet:steps.label') }).locator('.size-2');
    await expect(dots).toHaveCount(3);
    expect
      .soft(await pixelsOf(dots.first(), 'middle'), 'steps')
      .not.toBe(await pixelsOf(dots.last(), 'middle'));
    const writes = writeDialog.button('repoint', { name: 'CHANGELOG.md', target: '2.14.0/CHANGELOG.md' });
    const cancels = writeDialog.other('common:action.cancel');
    expect.soft(await pixelsOf(writes, 'top'), 'buttons').not.toBe(await pixelsOf(cancels, 'top'));
  });
});

function sceneOf(name: string): Scene {
  return scenes.find((scene) => scene.name === name)!;
}

/**
 * The pixels of a small part of a box that holds no text: what is computed for it says nothing of forced colours. A dot
 * is told by its middle, a row by its left edge, a button by its upper edge.
 */
async function pixelsOf(box: Locator, part: 'middle' | 'left' | 'top'): Promise<string> {
  const { x, y, width, height } = (await box.boundingBox())!;
  const clip = {
    middle: { x: x + width / 2 - 1, y: y + height / 2 - 1, width: 2, height: 2 },
    left: { x, y: y + height / 2 - 4, width: 4, height: 8 },
    top: { x: x + 8, y, width: 8, height: 4 },
  }[part];
  return (await box.page().screenshot({ clip })).toString('base64');
}

/** Half-way between two sizes something may not fit yet: what stays counts. */
async function expectFaultless(find: () => Promise<string[]>, where: string): Promise<void> {
  let faults: string[] = [];
  await expect(async () => {
    faults = await find();
    expect(faults).toEqual([]);
  })
    .toPass({ timeout: 3000 })
    .catch(() => {});
  expect.soft(faults, where).toEqual([]);
}

async function zoomIn(screen: CDPSession): Promise<void> {
  await screen.send('Emulation.setDeviceMetricsOverride', { ...zoomed, deviceScaleFactor: 2, mobile: false });
}

/** A phone: its window, and a pointer that is a finger. */
async function useFinger(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  const screen = await page.context().newCDPSession(page);
  await screen.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
}
