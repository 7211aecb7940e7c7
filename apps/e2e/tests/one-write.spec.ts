import { expect, type Locator, type Page } from '@playwright/test';
import { repoint } from '../src/fixtures/api.ts';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import type { Stack } from '../src/fixtures/stack.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import type { Visitor } from '../src/fixtures/visitor.ts';

type Press = (button: Locator, seen: { page: Page; done: Locator }) => Promise<void>;

/** Ways to press a button twice that are meant as one press. */
const doublePresses: Readonly<Record<string, Press>> = {
  'a double click': async (button, { page }) => {
    const { x, y } = await centreOf(button);
    await page.mouse.dblclick(x, y);
  },
  'Enter twice': async (button, { page }) => {
    await button.focus();
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
  },
};
/** What is the same for all dialogs of one kind, and tried on one of them. */
const morePresses: typeof doublePresses = {
  ...doublePresses,
  'a double click whose second half comes when the write is done': async (button, { page, done }) => {
    const { x, y } = await centreOf(button);
    await page.mouse.click(x, y);
    await expect(done).toBeVisible();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await drawn(page);
  },
  'two clicks before the screen is drawn': (button) =>
    button.evaluate((element: HTMLElement) => {
      element.click();
      element.click();
    }),
};
const allPresses: typeof doublePresses = {
  ...morePresses,
  'Ctrl+Enter twice': async (_button, { page }) => {
    await Promise.all([page.keyboard.press('Control+Enter'), page.keyboard.press('Control+Enter')]);
  },
};

interface Stage extends Visitor {
  stack: Stack;
  bucket: TestBucket;
}

interface Act {
  name: string;
  /** The operation that writes. */
  operation: string;
  presses: typeof doublePresses;
  /** Seeds the key and opens the dialog; answers the button that writes. */
  open: (stage: Stage, key: string) => Promise<Locator>;
  /** What the dialog says once its own write is done. */
  done: (stage: Stage, key: string) => Locator;
}

const target = 'app/v2/app.txt';
const before = 'app/v1/app.txt';

const acts: readonly Act[] = [
  {
    name: 'create',
    operation: 'PutSymlink',
    presses: doublePresses,
    async open({ browserPage, writeDialog, bucket }, key) {
      await browserPage.open(bucket.name, { dialog: 'create', on: key, to: target });
      return writeDialog.button('create', { name: key, target });
    },
    done: ({ writeDialog }, name) => writeDialog.text('sheet:done.create', { name, target }),
  },
  {
    name: 'repoint',
    operation: 'PutSymlink',
    presses: allPresses,
    async open({ browserPage, writeDialog, bucket }, key) {
      bucket.putLink(key, before);
      await browserPage.open(bucket.name, { dialog: 'repoint', on: key, to: target });
      return writeDialog.button('repoint', { name: key, target });
    },
    done: ({ writeDialog }, name) => writeDialog.text('sheet:done.repoint', { name, target }),
  },
  {
    name: 'delete a link',
    operation: 'DeleteObject',
    presses: doublePresses,
    async open({ browserPage, writeDialog, bucket }, key) {
      bucket.putLink(key, before);
      await browserPage.open(bucket.name, { dialog: 'delete', on: key });
      return writeDialog.button('delete', { name: key });
    },
    done: ({ writeDialog }, name) => writeDialog.text('sheet:done.delete', { name }),
  },
  {
    name: 'delete an object',
    operation: 'DeleteObject',
    presses: doublePresses,
    async open({ browserPage, writeDialog, bucket }, key) {
      bucket.putObject(key, 'twelve bytes');
      await browserPage.open(bucket.name, { dialog: 'delete-object', on: key });
      await writeDialog.proof(key).fill(key);
      return writeDialog.button('delete-object', { name: key, size: '12 B' });
    },
    done: ({ writeDialog }, name) => writeDialog.text('sheet:done.delete-object', { name }),
  },
  {
    name: 'undo',
    operation: 'PutSymlink',
    presses: doublePresses,
    async open({ browserPage, writeDialog, bucket, stack }, key) {
      bucket.putLink(key, before);
      const change = await repoint(stack, { bucket: bucket.name, key }, target);
      await browserPage.open(bucket.name, { dialog: 'undo', change });
      return writeDialog.button('undo-repoint', { name: key, target: before });
    },
    done: ({ writeDialog }, name) => writeDialog.text('sheet:done.undo', { name }),
  },
  {
    name: 'upload',
    operation: 'PutObject',
    presses: morePresses,
    async open({ browserPage, upload, bucket }, key) {
      await browserPage.open(bucket.name, { dialog: 'upload' });
      await upload.choose({ name: key, mimeType: 'text/plain', buffer: Buffer.from('new bytes\n') });
      return upload.act('create', { name: key });
    },
    done: ({ upload }, name) => upload.text('done.title', { name }),
  },
];

test('a click beside the dialog closes it neither while it sends nor in the second after', async ({
  browserPage,
  writeDialog,
  bucket,
  page,
}) => {
  fillWithReleases(bucket);
  const address = { prefix: 'app/', dialog: 'repoint', on: 'app/latest.txt', to: target } as const;
  await browserPage.open(bucket.name, address);
  const button = writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
  await expect(button).toBeEnabled();
  const height = async (): Promise<number> => (await writeDialog.dialog.boundingBox())?.height ?? 0;
  const whole = await height();
  const clickBeside = async (): Promise<void> => {
    await page.mouse.click(10, 800);
    await drawn(page);
  };
  const now = Date.now();
  await page.clock.setFixedTime(now);
  const stall = bucket.fault('PutSymlink', { kind: 'stall', when: 'before' });
  await button.click();
  await expect(writeDialog.text('sheet:sending.title')).toBeVisible();
  expect(await height()).toBe(whole);
  await clickBeside();
  await expect(writeDialog.text('sheet:sending.title')).toBeVisible();
  stall.release();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target });
  await page.clock.setFixedTime(now + 999);
  await clickBeside();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target });
  await page.clock.setFixedTime(now + 1000);
  await clickBeside();
  await expect(writeDialog.dialog).toBeHidden();
});

test('an upload is not stopped by a click beside its dialog', async ({
  browserPage,
  upload,
  bucket,
  page,
}) => {
  await browserPage.open(bucket.name, { dialog: 'upload' });
  await upload.choose({ name: 'new.txt', mimeType: 'text/plain', buffer: Buffer.from('new bytes\n') });
  await expect(upload.text('look.absent')).toBeVisible();
  const stall = bucket.fault('PutObject', { kind: 'stall', when: 'before' });
  await upload.act('create', { name: 'new.txt' }).click();
  await expect(upload.act('stop')).toBeVisible();
  await page.mouse.click(10, 800);
  await drawn(page);
  await expect(upload.act('stop')).toBeVisible();
  stall.release();
  await expect(upload.text('done.title', { name: 'new.txt' })).toBeVisible();
});

test('a held Enter opens the undo and does not confirm it', async ({
  browserPage,
  writeDialog,
  bucket,
  page,
  stack,
}) => {
  fillWithReleases(bucket);
  const key = 'app/latest.txt';
  const change = await repoint(stack, { bucket: bucket.name, key }, target);
  const writes = listenForWrites(page);
  await browserPage.open(bucket.name, { dialog: 'done', change });
  await writeDialog.other('sheet:done.undoAction').focus();
  await page.keyboard.down('Enter');
  const button = writeDialog.button('undo-repoint', { name: 'latest.txt', target: 'v1/app.txt' });
  await expect(button).toBeFocused();
  await expect(button).toBeEnabled();
  // The key is still down: it repeats.
  await page.keyboard.down('Enter');
  await drawn(page);
  await page.keyboard.up('Enter');
  await expect(button).toBeEnabled();
  expect(writes).toEqual([]);
});

test('the question whether to leave takes the keys of the form: what it says stays true', async ({
  browserPage,
  writeDialog,
  bucket,
  page,
  say,
}) => {
  fillWithReleases(bucket);
  const writes = listenForWrites(page);
  await browserPage.open(bucket.name, { dialog: 'create', on: 'new.txt' });
  await writeDialog.leadTo(target);
  await expect(writeDialog.button('create', { name: 'new.txt', target })).toBeEnabled();
  await page.keyboard.press('Escape');
  const question = page.getByText(say('sheet:leave.body'));
  await expect(question).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await drawn(page);
  await expect(question).toBeVisible();
  expect(writes).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await writeDialog.expectDone('create', { name: 'new.txt', target });
  expect(writes).toHaveLength(1);
});

for (const { name: act, operation, presses, open, done } of acts) {
  test(`${act}: pressed twice, one write is sent, and the dialog stays and says that it is done`, async ({
    visitor,
    stack,
    bucket,
    page,
  }) => {
    test.slow();
    fillWithReleases(bucket);
    const stage = { ...visitor, stack, bucket };
    const writes = listenForWrites(page);
    for (const [index, [way, press]] of Object.entries(presses).entries()) {
      const key = `link-${index}.txt`;
      await test.step(way, async () => {
        const button = await open(stage, key);
        await expect(button).toBeEnabled();
        const log = bucket.record();
        writes.length = 0;
        const seen = { page, done: done(stage, key) };
        await press(button, seen);
        await expect(seen.done, way).toBeVisible();
        expect(writes, way).toHaveLength(1);
        expect(log.count(operation), way).toBe(1);
      });
    }
  });
}

for (const { name: act, operation, open, done } of acts) {
  test(`${act}: sent twice by something in between, it is done and not somebody else's`, async ({
    visitor,
    stack,
    bucket,
    page,
    say,
  }) => {
    fillWithReleases(bucket);
    const stage = { ...visitor, stack, bucket };
    const button = await open(stage, 'link.txt');
    await expect(button).toBeEnabled();
    const log = bucket.record();
    let statuses: number[] = [];
    // As a browser does whose connection was cut before the answer, and proxies that try again.
    await page.route(isWrite, async (route) => {
      const first = await route.fetch();
      const second = await route.fetch();
      statuses = [first.status(), second.status()];
      await route.fulfill({ response: second });
    });
    await button.click();
    await expect(done(stage, 'link.txt')).toBeVisible();
    expect(statuses[0]).toBeLessThan(300);
    expect([409, 412]).toContain(statuses[1]);
    expect(log.count(operation)).toBe(1);
    await expect(page.getByText(say('sheet:stale.title'))).toBeHidden();
  });
}

test('the same write by somebody outside is not taken for the own one', async ({
  browserPage,
  writeDialog,
  bucket,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { dialog: 'repoint', on: 'app/latest.txt', to: target });
  const button = writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
  await expect(button).toBeEnabled();
  bucket.putLink('app/latest.txt', target);
  await button.click();
  await expect(writeDialog.text('sheet:stale.title')).toBeVisible();
});

test("a write that was given up as lost and arrives after that is done, not somebody else's", async ({
  browserPage,
  writeDialog,
  bucket,
  page,
  stack,
}) => {
  test.slow();
  fillWithReleases(bucket);
  const key = 'app/latest.txt';
  await browserPage.open(bucket.name, { dialog: 'repoint', on: key, to: target });
  await writeDialog.reason.fill('TICKET-4711');
  const button = writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
  await expect(button).toBeEnabled();
  await page.route(isWrite, (route) => route.abort('connectionreset'), { times: 1 });
  await button.click();
  await expect(writeDialog.text('sheet:unknown.noRecord')).toBeVisible();
  await repoint(stack, { bucket: bucket.name, key }, target);
  await writeDialog.other('sheet:unknown.back').click();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target });
});

/** Waits until what the last event did is on the screen. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Requests of this page that write, as they are sent. */
function listenForWrites(page: Page): string[] {
  const writes: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.method() !== 'GET' && isWrite(url)) writes.push(`${request.method()} ${url.pathname}`);
  });
  return writes;
}

/** The addresses of the API that write and nothing else, but for the list of links, which is a GET. */
function isWrite({ pathname }: URL): boolean {
  return /^\/api\/v1\/(links|links\/delete|object\/delete|objects\/upload|changes\/undo)$/.test(pathname);
}

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('Nothing to press');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
