import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import { tabTo } from '../src/pages/keyboard.ts';

const files = ['VERSION', 'app-linux.tgz'];

/** Three versions, of which no link leads to the oldest, a folder link over the middle one, and a single link. */
function fill(bucket: TestBucket): void {
  for (const version of ['1.0', '2.0', '3.0'])
    for (const file of files) bucket.putObject(`v/${version}/${file}`, `${file} of ${version}\n`);
  for (const file of files) bucket.putLink(`latest/${file}`, `v/2.0/${file}`);
  bucket.putLink('install', 'v/3.0/VERSION');
}

const targets = (bucket: TestBucket): (string | undefined)[] =>
  ['latest/VERSION', 'latest/app-linux.tgz', 'install'].map((key) => bucket.find(key)?.target);

test.describe('in en, light', () => {
  test.use({ language: 'en', theme: 'light' });

  test('by mouse: two pointers are dragged to other folders, reviewed as one plan and written', async ({
    bucket,
    mapPage,
    planPage,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    const before = targets(bucket);
    await mapPage.open({ bucket: bucket.name });
    await expect(mapPage.summary(3)).toBeVisible();
    await mapPage.pointer('latest/').dragTo(mapPage.destination('v/3.0/'));
    await mapPage.pointer('install').dragTo(mapPage.destination('v/2.0/'));
    await expect(mapPage.review(3)).toBeVisible();
    expect(targets(bucket)).toEqual(before);

    await mapPage.review(3).click();
    await expect(planPage.apply).toBeVisible();
    expect(targets(bucket)).toEqual(before);
    await planPage.apply.click();
    await expect(planPage.allDone(3)).toBeVisible();
    expect(targets(bucket)).toEqual(['v/3.0/VERSION', 'v/3.0/app-linux.tgz', 'v/2.0/VERSION']);

    await mapPage.open({ bucket: bucket.name });
    await expect(mapPage.destination('v/3.0/')).toHaveAccessibleName(/2 links lead here/);
    await expect(mapPage.tray).toHaveCount(0);
  });

  test('by keyboard from the panel of a key to its neighbourhood, on to its target, and to the links left out', async ({
    bucket,
    browserPage,
    mapPage,
    page,
    say,
    stack,
  }) => {
    bucket.putObject('v/app', 'app\n');
    for (let i = 0; i < 25; i += 1) bucket.putLink(`link-${String(i).padStart(2, '0')}`, 'v/app');
    bucket.putLink('chained', 'link-03');
    await scanBucket(stack, bucket.name);
    bucket.remove('v/app');
    await scanBucket(stack, bucket.name);
    await browserPage.open(bucket.name, { key: 'link-03' });
    await tabTo(page, page.getByRole('link', { name: say('inspector:backlinks.neighbourhood') }));
    await page.keyboard.press('Enter');
    await expect(mapPage.neighbourhood('link-03')).toBeVisible();
    await expect(mapPage.neighbour('chained')).toBeVisible();
    const was = say('parts:lastSeen.was', { size: '4 B', storageClass: 'Standard', at: '' });
    await expect(page.getByText(was, { exact: false }).last()).toBeVisible();
    await tabTo(page, mapPage.neighbour('v/app'));
    await page.keyboard.press('Enter');
    await expect(mapPage.neighbourhood('v/app')).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: say('map:near.more', { count: 5 }) }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/links\?.*target=v%2Fapp/);
    await expect(page.getByText('link-00').last()).toBeVisible();
  });

  test('a target that somebody deleted is drawn as missing, and its link repaired from the map', async ({
    bucket,
    mapPage,
    page,
    planPage,
    say,
    stack,
  }) => {
    fill(bucket);
    bucket.remove('v/3.0/VERSION');
    await scanBucket(stack, bucket.name);
    await mapPage.open({ bucket: bucket.name, hide: 'ok' });
    await expect(mapPage.summary(1)).toBeVisible();
    await expect(mapPage.destination('v/3.0/VERSION')).toHaveAccessibleName(
      new RegExp(say('map:kind.absent')),
    );
    await mapPage.pointer('install').click();
    await page.getByRole('textbox', { name: say('map:panel.typedTarget') }).fill('v/2.0/VERSION');
    await page.getByRole('button', { name: say('map:panel.stage') }).click();
    await mapPage.review(1).click();
    // Through a broken link its headers cannot be read: that is decided about.
    await page.getByRole('radio', { name: say('plans:decide.write') }).check();
    await page.getByRole('button', { name: say('plans:say.apply', { count: 1 }) }).click();
    await expect(planPage.allDone(1)).toBeVisible();
    await mapPage.open({ bucket: bucket.name });
    await expect(mapPage.pointer('install')).toHaveAccessibleName(
      new RegExp(String.raw`v/2\.0/ \(${say('health:word.ok')}\)`),
    );
  });

  test('staged moves outlast a look at another page, and are discarded at once', async ({
    browserPage,
    bucket,
    mapPage,
    page,
    say,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    await mapPage.open({ bucket: bucket.name });
    await mapPage.pointer('latest/').dragTo(mapPage.destination('v/3.0/'));
    await expect(mapPage.tray).toBeVisible();
    await browserPage.place('plans').click();
    await expect(mapPage.tray).toHaveCount(0);
    await page.goBack();
    await expect(mapPage.tray).toBeVisible();
    await mapPage.tray.getByRole('button', { name: say('map:tray.discard') }).click();
    await expect(mapPage.tray).toHaveCount(0);
  });

  test('folders that no link leads to are listed with their size and exported', async ({
    bucket,
    mapPage,
    page,
    say,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    await mapPage.open({ bucket: bucket.name });
    await expect(page.getByText(say('map:unpointed.title'))).toBeVisible();
    await expect(page.getByRole('link', { name: 'v/1.0/' })).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: say('map:unpointed.export') }).click();
    const stream = await (await download).createReadStream();
    const text = (await stream.toArray()).join('');
    expect(text).toContain('"prefix","objects","bytes","classes","newest"');
    expect(text).toContain('"v/1.0/","2","36","Standard 2",');
  });

  test('ten thousand links in three hundred groups stay a page of few elements', async ({
    bucket,
    mapPage,
    page,
    stack,
  }) => {
    test.slow();
    bucket.bulk(() => {
      for (let group = 0; group < 300; group += 1)
        for (let file = 0; file < 34; file += 1) {
          bucket.putObject(`v/${group}/f${file}`, 'x');
          bucket.putLink(`channel-${group}/f${file}`, `v/${group}/f${file}`);
        }
    });
    await scanBucket(stack, bucket.name);
    await mapPage.open({ bucket: bucket.name });
    await expect(mapPage.summary(10_200)).toBeVisible({ timeout: 20_000 });
    await expect(mapPage.pointers.first()).toBeVisible();
    expect(await page.locator('*').count()).toBeLessThan(2500);
    await mapPage.pointers.first().focus();
    await page.keyboard.press('End');
    await expect(mapPage.pointers.last()).toBeFocused();
    expect(await page.locator('*').count()).toBeLessThan(2500);
  });
});

test.describe('in zh-CN, dark', () => {
  test.use({ language: 'zh-CN', theme: 'dark' });

  test('by keyboard: a folder link is led to the next version and reviewed', async ({
    bucket,
    mapPage,
    page,
    planPage,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    await mapPage.open({ bucket: bucket.name });
    await expect(mapPage.pointers.first()).toBeVisible();
    await tabTo(page, mapPage.pointers.first());
    while (!(await mapPage.pointer('latest/').evaluate((row) => row === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press(']');
    await expect(mapPage.tray).toBeVisible();
    // Picked up and set down: the folder before.
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(mapPage.destination('v/2.0/')).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    await expect(mapPage.pointer('latest/')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await tabTo(page, mapPage.review(2));
    await page.keyboard.press('Enter');
    await expect(planPage.apply).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Control+Enter');
    await expect(planPage.allDone(2)).toBeVisible();
    expect(targets(bucket)).toEqual(['v/3.0/VERSION', 'v/3.0/app-linux.tgz', 'v/3.0/VERSION']);
  });
});
