import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import type { Visitor } from '../src/fixtures/visitor.ts';
import type { Say } from '../src/texts/texts.ts';

interface Stage extends Visitor {
  bucket: TestBucket;
  say: Say;
}

interface Field {
  name: string;
  /** Opens what the field is in; answers the field, ready to be typed in. */
  open: (stage: Stage) => Promise<Locator>;
}

const fields: readonly Field[] = [
  {
    name: 'the find field',
    async open({ browserPage, bucket }) {
      await browserPage.open(bucket.name, { prefix: 'app/' });
      await expect(browserPage.row('app/latest.txt')).toBeVisible();
      return browserPage.find;
    },
  },
  {
    name: 'the path bar',
    async open({ browserPage, bucket, page, say }) {
      await browserPage.open(bucket.name, { prefix: 'app/' });
      await browserPage.crumbs.getByRole('button').click();
      return page.getByRole('combobox', { name: say('shell:path.inputLabel', { bucket: bucket.name }) });
    },
  },
  {
    name: 'the command palette',
    async open({ homePage, palette }) {
      await homePage.open();
      await palette.open();
      return palette.field;
    },
  },
  {
    name: 'the target of a repoint',
    async open({ browserPage, writeDialog, bucket }) {
      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: 'app/latest.txt' });
      await expect(writeDialog.target).toHaveValue('app/v1/app.txt');
      return writeDialog.target;
    },
  },
  {
    name: 'the key of a new link',
    async open({ browserPage, writeDialog, bucket }) {
      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'create', on: 'app/' });
      return writeDialog.key;
    },
  },
  {
    name: 'the reason of a write that can be sent',
    async open({ browserPage, writeDialog, bucket }) {
      const address = { dialog: 'repoint', on: 'app/latest.txt', to: 'app/v2/app.txt' } as const;
      await browserPage.open(bucket.name, address);
      await expect(writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' })).toBeEnabled();
      return writeDialog.reason;
    },
  },
  {
    name: 'the key of an upload',
    async open({ browserPage, upload, bucket }) {
      await browserPage.open(bucket.name, { dialog: 'upload' });
      return upload.key;
    },
  },
];

/** Keys that an input method takes for itself while it offers candidates, and that are commands somewhere. */
const keys = ['ArrowDown', 'ArrowUp', 'Tab', 'Enter', 'Escape'] as const;

for (const { name, open } of fields) {
  test(`keys of an input method are no commands in ${name}`, async ({ visitor, bucket, page, say }) => {
    fillWithReleases(bucket);
    // What is composed begins a key that is there, so that each key would have something to do.
    bucket.putObject('app/软件/app.txt');
    const field = await open({ ...visitor, bucket, say });
    await field.fill('');
    await field.focus();
    const inputMethod = await page.context().newCDPSession(page);
    const writes: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') writes.push(request.url());
    });
    const expectUntouched = async (): Promise<void> => {
      await expect(field).toHaveValue('app/软');
      await expect(field).toBeFocused();
      await expect(page.getByText(say('sheet:leave.body'))).toBeHidden();
      expect(new URL(page.url()).pathname).toBe(pathname);
      expect(writes).toEqual([]);
    };
    await inputMethod.send('Input.insertText', { text: 'app/' });
    await inputMethod.send('Input.imeSetComposition', { text: '软', selectionStart: 1, selectionEnd: 1 });
    const { pathname } = new URL(page.url());
    await test.step('while it composes', async () => {
      await pressAll(inputMethod, page);
      await expectUntouched();
    });
    await test.step('when it has just ended, as Safari orders its events', async () => {
      await inputMethod.send('Input.insertText', { text: '软' });
      await pressAll(inputMethod, page);
      await expectUntouched();
    });
  });
}

/** Presses keys as a system does whose input method has taken them: by their names, all with the code 229. */
async function pressAll(inputMethod: CDPSession, page: Page): Promise<void> {
  for (const [key, modifiers] of [...keys.map((one) => [one, 0] as const), ['Enter', 2] as const]) {
    const event = { key, code: key, modifiers, windowsVirtualKeyCode: 229 };
    // oxlint-disable-next-line no-await-in-loop -- keys are pressed one after the other
    await inputMethod.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    // oxlint-disable-next-line no-await-in-loop -- keys are pressed one after the other
    await inputMethod.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
