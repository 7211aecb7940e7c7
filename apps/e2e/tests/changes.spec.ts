import { expect } from '@playwright/test';
import { applyPlan, draftMove, repoint, scanBucket, waitForPlan } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';

const files = ['VERSION', 'cli.tgz'];
const minute = 60_000;

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });
    test.slow();

    test('changes are narrowed, a plan is opened and all of it put back', async ({
      bucket,
      changesPage,
      page,
      planPage,
      say,
      stack,
    }) => {
      for (const version of ['2.14.0', '2.15.0'])
        for (const file of files) bucket.putObject(`cli/${version}/${file}`, { body: file.repeat(9) });
      for (const file of files) bucket.putLink(`cli/latest/${file}`, `cli/2.14.0/${file}`);
      await scanBucket(stack, bucket.name);
      const plan = await draftMove(stack, bucket.name, { prefix: 'cli/latest/', to: 'cli/2.15.0/' });
      await applyPlan(stack, plan);
      await waitForPlan(stack, plan.id, ({ state }) => state === 'done');

      await changesPage.open(bucket.name);
      await changesPage.facet(say('changes:attempt.repoint')).click();
      await expect(page).toHaveURL(/action=repoint/);
      // What is narrowed has an address: back leads to all.
      await page.goBack();
      await expect(page).not.toHaveURL(/action=/);
      await expect(changesPage.groups).toHaveCount(1);
      await changesPage.groups.click();
      await expect(changesPage.details).toHaveCount(2);
      await page.getByRole('button', { name: say('changes:putBack.all', { count: 2 }), exact: true }).click();

      await expect(planPage.row('cli/latest/VERSION')).toBeVisible();
      // Nothing is written before it is reviewed.
      expect(bucket.find('cli/latest/VERSION')?.target).toBe('cli/2.15.0/VERSION');
      await planPage.apply.click();
      await expect(planPage.allDone(2)).toBeVisible({ timeout: 30_000 });
      for (const file of files) expect(bucket.find(`cli/latest/${file}`)?.target).toBe(`cli/2.14.0/${file}`);
      await changesPage.open(bucket.name);
      await expect(page.getByText(say('changes:putBack.already'))).toBeVisible();
    });

    test('a link is shown as of an earlier change and put back to it', async ({
      bucket,
      inspector,
      page,
      passTime,
      planPage,
      say,
      stack,
    }) => {
      for (const version of ['1', '2', '3']) bucket.putObject(`v${version}.txt`, { body: 'one length' });
      bucket.putLink('latest.txt', 'v1.txt', { tagging: { team: 'cli' } });
      const place = { bucket: bucket.name, key: 'latest.txt' };
      await repoint(stack, place, 'v2.txt');
      passTime(minute);
      await repoint(stack, place, 'v3.txt');
      // Somebody else, past the console.
      bucket.putLink('latest.txt', 'v1.txt');

      await page.goto(`/c/default/b/${bucket.name}?key=latest.txt&tab=timeline`);
      const panel = inspector.about('latest.txt');
      await expect(panel.getByText(say('inspector:timeline.outside'))).toBeVisible();
      await panel
        .getByRole('link', { name: say('inspector:timeline.showAsOf') })
        .last()
        .click();
      await expect(page).toHaveURL(/[?&]at=\d{4}-/);
      const moment = panel.getByRole('region', { name: say('inspector:moment.title') });
      await expect(moment.getByText('v2.txt')).toBeVisible();
      await expect(moment.getByText('tag team: cli')).toBeVisible();
      await moment.getByRole('button', { name: say('inspector:moment.revert') }).click();

      // The link is no longer as it was recorded: it is left alone until somebody decides otherwise.
      const row = planPage.row('latest.txt');
      await expect(row).toBeVisible();
      await expect(row.getByRole('combobox')).toHaveValue('leave');
      expect(bucket.find('latest.txt')?.target).toBe('v1.txt');
    });

    test('the timeline of a versioned bucket shows what others wrote, and a link is repointed to a version of theirs', async ({
      bucket,
      inspector,
      page,
      say,
      stack,
      writeDialog,
    }) => {
      stack.admin.setVersioning(bucket.name, 'Enabled');
      for (const version of ['1', '2', '3']) bucket.putObject(`v${version}.txt`, { body: 'one length' });
      bucket.putLink('latest.txt', 'v1.txt');
      await repoint(stack, { bucket: bucket.name, key: 'latest.txt' }, 'v2.txt');
      bucket.putLink('latest.txt', 'v3.txt');

      await page.goto(`/c/default/b/${bucket.name}?key=latest.txt&tab=timeline`);
      const steps = inspector.about('latest.txt').getByRole('tabpanel').getByRole('listitem');
      await expect(steps).toHaveText([/v3\.txt/, /v1\.txt.*v2\.txt/, /v1\.txt/]);
      const foreign = say('inspector:timeline.version.link');
      await expect(steps.filter({ hasText: foreign })).toHaveCount(2);
      await steps
        .last()
        .getByRole('button', { name: say('inspector:timeline.version.repoint') })
        .click();
      await expect(writeDialog.target).toHaveValue('v1.txt');
    });
  });
}
