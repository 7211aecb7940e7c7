import { expect } from '@playwright/test';
import { setUpAdministrator } from '@signpost/bff/testing';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { signInAs } from '../src/fixtures/sign-in.ts';
import { test } from '../src/fixtures/test.ts';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({
      language,
      // A read-only connection refuses the write; a connection that is removed is unknown.
      expectedFaults: /\b40[49]\b/,
    });

    test('a connection is added, tested, browsed read-only, written to once that is allowed, and removed', async ({
      startConsole,
      bucket,
      stack,
      page,
      writeDialog,
      say,
    }) => {
      test.slow();
      for (const key of ['v1.txt', 'v2.txt']) bucket.putObject(key);
      bucket.putLink('latest.txt', 'v1.txt');
      const console = await startConsole({ accounts: {} });
      const ada = await setUpAdministrator(console);
      await signInAs(page, console, ada);
      const moved = { name: 'latest.txt', target: 'v2.txt' };
      const list = `${console.bffUrl}/account/connections`;
      const named = (name: string) => say(`connections:${name}`, { name: 'archive' });
      const field = (name: string) => page.getByLabel(say(`connections:form.${name}`), { exact: true });
      const button = writeDialog.button('repoint', moved);
      const open = async (): Promise<void> => {
        const dialog = 'dialog=repoint&on=latest.txt&to=v2.txt';
        await page.goto(`${console.bffUrl}/c/archive/b/${bucket.name}?key=latest.txt&${dialog}`);
        await expect(button).toBeVisible();
      };

      await test.step('add and test', async () => {
        await page.goto(list);
        await page.getByRole('link', { name: say('connections:add') }).click();
        await field('name').fill('archive');
        await field('endpoint').fill(stack.ossUrl);
        await field('region').fill('cn-hangzhou');
        await field('accessKeyId').fill(stack.credential.accessKeyId);
        await field('accessKeySecret').fill('not-the-secret');
        await page.getByText(say('connections:form.advanced')).click();
        await page.getByRole('button', { name: say('connections:form.bucketAdd') }).click();
        await page.keyboard.type(bucket.name);
        await page.getByRole('button', { name: say('connections:test.submit') }).click();
        await expect(page.getByText(say('connections:test.worksNot'))).toBeVisible();
        await expectAccessible(page, { where: 'a connection that does not work' });
        await field('accessKeySecret').fill(stack.credential.accessKeySecret);
        await expect(page.getByText(say('connections:test.stale'))).toBeVisible();
        await page.getByRole('button', { name: say('connections:test.again') }).click();
        await expect(page.getByText(say('connections:test.works'), { exact: true })).toBeVisible();
        await page.getByRole('button', { name: say('connections:form.saveNew') }).click();
        await expect(page.getByText(named('saved'))).toBeVisible();
        await expectAccessible(page, { where: 'the list of connections' });
      });

      await test.step('browse read-only', async () => {
        await page.getByRole('link', { name: named('openNamed') }).click();
        await expect(page.getByRole('banner').getByText(say('shell:mark.readOnly'))).toBeVisible();
        await open();
        await expect(button).toHaveAccessibleDescription(
          new RegExp(say('problems:code.connection-read-only.what')),
        );
        // The server does not rely on the page.
        const answer = await ada.call('repointLink', {
          body: { connection: 'archive', bucket: bucket.name, key: 'latest.txt', target: 'v2.txt' },
          headers: { 'if-match': '"any"' },
        });
        expect(answer).toMatchObject({ ok: false, problem: { code: 'connection-read-only' } });
        expect(bucket.find('latest.txt')).toMatchObject({ target: 'v1.txt' });
      });

      await test.step('allow writing', async () => {
        await page.goto(`${list}/edit?name=archive`);
        await page.getByRole('checkbox', { name: say('connections:form.writable') }).click();
        const dialog = page.getByRole('dialog');
        await expectAccessible(page, { where: 'the question whether writing is meant' });
        await dialog.getByRole('button', { name: say('connections:writing.submit') }).click();
        await page.getByRole('button', { name: say('connections:form.save') }).click();
        await expect(page.getByText(named('saved'))).toBeVisible();
        await open();
        await button.click();
        await writeDialog.expectDone('repoint', moved);
        expect(bucket.find('latest.txt')).toMatchObject({ target: 'v2.txt' });
      });

      await test.step('remove', async () => {
        await page.goto(list);
        await page.getByRole('button', { name: named('removeNamed') }).click();
        await page.getByLabel(named('ask.type')).fill('archive');
        await page.keyboard.press('Enter');
        await expect(page.getByText(named('removed'))).toBeVisible();
        await page.goto(`${console.bffUrl}/c/archive`);
        await expect(page.getByText(say('shell:connection.unknown', { name: 'archive' }))).toBeVisible();
      });
    });
  });
}
