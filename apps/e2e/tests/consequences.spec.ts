import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('the dialog shows what differs between old and new target, fact by fact and line by line', async ({
      bucket,
      browserPage,
      writeDialog,
      page,
      say,
    }) => {
      bucket.putObject('v1/notes.txt', { body: 'same\nold line\nend\n', contentType: 'text/plain' });
      bucket.putObject('v2/notes.txt', { body: 'same\nnew line\nend\n', contentType: 'text/markdown' });
      bucket.putLink('notes.txt', 'v1/notes.txt');
      await browserPage.open(bucket.name, { dialog: 'repoint', on: 'notes.txt', to: 'v2/notes.txt' });
      await writeDialog.other('sheet:compare.show').click();
      const row = (fact: string) =>
        writeDialog.comparison.getByRole('row').filter({
          has: page.getByRole('rowheader', { name: say(`sheet:compare.facts.${fact}`), exact: true }),
        });
      const type = row('type');
      await expect(type).toContainText('text/plain');
      await expect(type).toContainText('text/markdown');
      await expect(type).toContainText(say('sheet:compare.differs'));
      await expect(row('size')).not.toContainText(say('sheet:compare.differs'));
      const lines = writeDialog.comparison.getByRole('figure', { name: say('sheet:compare.lines') });
      await expect(lines).toContainText(`${say('sheet:compare.removed')} old line`);
      await expect(lines).toContainText(`${say('sheet:compare.added')} new line`);
      await expect(lines).not.toContainText(`${say('sheet:compare.added')} same`);
    });

    test('before an object goes under a link, the links that would break are named, and have to be accepted', async ({
      bucket,
      browserPage,
      writeDialog,
      page,
      stack,
    }) => {
      bucket.putObject('app/real.txt', 'read by many\n');
      bucket.putObject('app/other.txt', 'another\n');
      for (const name of ['first', 'second', 'third']) bucket.putLink(`links/${name}.txt`, 'app/real.txt');
      const real = bucket.find('app/real.txt');
      const address = { prefix: 'app/', dialog: 'create', on: 'app/real.txt', to: 'app/other.txt' } as const;

      // Nobody has read the bucket: it is said that nobody knows.
      await browserPage.open(bucket.name, address);
      await expect(writeDialog.text('findings:found.backlinks-unknown.title')).toBeVisible();

      await scanBucket(stack, bucket.name);
      await browserPage.open(bucket.name, address);
      await expect(writeDialog.text('findings:found.breaks-links.title')).toBeVisible();
      for (const name of ['first', 'second', 'third']) {
        await expect(writeDialog.dialog.getByText(`links/${name}.txt`)).toBeVisible();
      }
      const write = writeDialog.dialog.getByRole('button', { name: /real\.txt/ });
      await writeDialog.proof('real.txt').fill('real.txt');
      await expect(write).toHaveAttribute('aria-disabled', 'true');
      await page.keyboard.press('Control+Enter');
      expect(bucket.find('app/real.txt')).toEqual(real);

      await writeDialog.accept('breaks-links').check();
      await write.click();
      await writeDialog.expectDone('replace', { name: 'real.txt', target: 'app/other.txt' });
      expect(bucket.find('app/real.txt')).toMatchObject({ type: 'Symlink' });
    });

    test('before an object is deleted, the links that would break are named, and its name has to be typed', async ({
      bucket,
      browserPage,
      inspector,
      writeDialog,
      page,
      stack,
    }) => {
      bucket.putObject('app/real.txt', 'read by many\n');
      for (const name of ['first', 'second']) bucket.putLink(`links/${name}.txt`, 'app/real.txt');
      const real = bucket.find('app/real.txt');
      await scanBucket(stack, bucket.name);
      await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/real.txt' });
      await inspector.openMore();
      await inspector.more('delete').click();
      await expect(writeDialog.text('findings:found.breaks-links-gone.title')).toBeVisible();
      for (const name of ['first', 'second']) {
        await expect(writeDialog.dialog.getByText(`links/${name}.txt`)).toBeVisible();
      }
      await writeDialog.accept('breaks-links-gone').check();
      await page.keyboard.press('Control+Enter');
      expect(bucket.find('app/real.txt')).toEqual(real);

      await writeDialog.proof('real.txt').fill('real.txt');
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('delete-object', { name: 'real.txt' });
      expect(bucket.find('app/real.txt')).toBeUndefined();
      await expect(writeDialog.text('sheet:undoImpossible.object-lost')).toBeVisible();
      await writeDialog.close();
      await browserPage.open(bucket.name, { prefix: 'links/' });
      await browserPage.expectLink('links/first.txt', 'app/real.txt', 'missing');
    });
  });
}
