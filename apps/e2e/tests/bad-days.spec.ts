import { expect } from '@playwright/test';
import type { FaultEffect } from '@signpost/oss-server';
import { test } from '../src/fixtures/test.ts';

interface BadDay {
  what: string;
  effect: FaultEffect;
  /** Code of the problem, which picks the words. */
  problem: string;
  /** What OSS itself said, if it came to saying anything. */
  ossCode?: string;
  ossMessage?: string;
}

const badDays: readonly BadDay[] = [
  {
    what: 'refuses',
    effect: { kind: 'error', code: 'AccessDenied' },
    problem: 'oss-access-denied',
    ossCode: 'AccessDenied',
  },
  {
    what: 'refuses with a code of its own',
    effect: { kind: 'error', code: 'InvalidPrefix', status: 400, message: 'The prefix is no prefix.' },
    problem: 'oss-refused',
    ossCode: 'InvalidPrefix',
    ossMessage: 'The prefix is no prefix.',
  },
  {
    what: 'is overloaded',
    effect: { kind: 'busy' },
    problem: 'oss-unavailable',
    ossCode: 'ServiceUnavailable',
  },
  {
    what: 'asks for fewer requests',
    effect: { kind: 'busy', delayMs: 100 },
    problem: 'oss-throttled',
    ossCode: 'ServiceUnavailable',
  },
  { what: 'does not answer', effect: { kind: 'stall', when: 'before' }, problem: 'oss-timed-out' },
  { what: 'ends the connection', effect: { kind: 'reset', when: 'before' }, problem: 'oss-unreachable' },
  {
    what: 'breaks off in the middle',
    effect: { kind: 'truncate', framing: 'broken' },
    problem: 'oss-answer-invalid',
  },
  {
    what: 'sends half a document',
    effect: { kind: 'truncate', framing: 'honest' },
    problem: 'oss-answer-invalid',
  },
];

for (const { what, effect, problem, ossCode, ossMessage = '' } of badDays) {
  test(`when OSS ${what}, the list says so and can be tried again`, async ({
    browserPage,
    bucket,
    page,
    say,
  }) => {
    bucket.putObject('there.txt');
    const fault = bucket.fault('ListObjectsV2', effect);
    await browserPage.open(bucket.name);
    // OSS that is silent is asked three times, and each takes as long as it is given.
    await expect(browserPage.alert).toContainText(say('objects:failed.list'), { timeout: 30_000 });
    await expect(browserPage.alert).toContainText(say(`problems:code.${problem}.what`));
    await expect(browserPage.alert).toContainText(say(`problems:code.${problem}.todo`));
    if (ossCode !== undefined) {
      await expect(browserPage.alert).toContainText(ossCode);
      await expect(browserPage.alert).toContainText(ossMessage);
      await expect(browserPage.alert.getByText(/^[0-9A-F]{24}$/)).toBeVisible();
    }
    await expect(browserPage.alert.getByText(say('common:failed.requestId'))).toBeVisible();
    fault.remove();
    await page.getByRole('button', { name: say('common:action.retry') }).click();
    await expect(browserPage.row('there.txt')).toBeVisible();
  });
}

test('a slow list shows the layout that is to come, then the rows', async ({
  browserPage,
  bucket,
  page,
  say,
}) => {
  bucket.putObject('there.txt');
  const stall = bucket.fault('ListObjectsV2', { kind: 'stall', when: 'before' });
  await browserPage.open(bucket.name);
  await expect(page.getByRole('main').getByText(say('common:state.loading'))).toBeAttached();
  stall.release();
  await expect(browserPage.row('there.txt')).toBeVisible();
  await expect(page.getByRole('main').getByText(say('common:state.loading'))).not.toBeAttached();
});

test('a bucket that is not there is named, and nothing can be put into it', async ({
  browserPage,
  page,
  say,
}) => {
  const name = 'e2e-was-never-made';
  await browserPage.open(name);
  const reason = say('objects:failed.bucket', { bucket: name });
  await expect(browserPage.alert).toContainText(reason);
  for (const action of ['objects:action.upload', 'objects:action.newLink'] as const)
    await expect(page.getByRole('button', { name: say(action), exact: true })).toHaveAccessibleDescription(
      reason,
    );
  await expect(browserPage.alert).toContainText(say('problems:code.bucket-missing.what'));
  await expect(browserPage.alert).toContainText('NoSuchBucket');
});

test('buckets that cannot be listed leave the page standing', async ({ page, stack, say }) => {
  const fault = stack.faults.add({
    match: { operation: 'ListBuckets' },
    effect: { kind: 'error', code: 'AccessDenied' },
  });
  await page.goto('/c/default/buckets');
  await expect(page.getByRole('alert')).toContainText(say('buckets:failed'));
  await expect(page.getByRole('alert')).toContainText('AccessDenied');
  fault.remove();
  await page.getByRole('button', { name: say('common:action.retry') }).click();
  await expect(page.getByRole('link', { name: 'acme-releases', exact: true })).toBeVisible();
});

test('a look-up that fails costs its own row only', async ({ browserPage, bucket, say }) => {
  bucket.putObject('target.txt');
  bucket.putLink('bad.txt', 'target.txt');
  bucket.putLink('good.txt', 'target.txt');
  bucket.fault('GetSymlink', { kind: 'busy' }, { key: 'bad.txt' });
  await browserPage.open(bucket.name);
  await browserPage.expectLink('good.txt', 'target.txt', 'ok');
  await expect(browserPage.row('bad.txt')).toContainText(say('health:word.unknown'));
});

test('a target that may not be looked at is not called missing', async ({
  browserPage,
  inspector,
  bucket,
}) => {
  bucket.putObject('secret.txt');
  bucket.putLink('link.txt', 'secret.txt');
  bucket.fault('*', { kind: 'error', code: 'AccessDenied' }, { key: 'secret.txt' });
  await browserPage.open(bucket.name, { key: 'link.txt' });
  await browserPage.expectLink('link.txt', 'secret.txt', 'forbidden');
  await expect(inspector.verdict('forbidden')).toBeVisible();
});

test('a key that cannot be read says so in the panel, and the list stays', async ({
  browserPage,
  inspector,
  bucket,
  page,
  say,
}) => {
  bucket.putObject('there.txt');
  const fault = bucket.fault('*', { kind: 'busy' }, { key: 'there.txt' });
  await browserPage.open(bucket.name, { key: 'there.txt' });
  const panel = inspector.about('there.txt');
  await expect(panel.getByRole('alert')).toContainText(say('inspector:failed'));
  await expect(panel.getByRole('alert').getByText(/^[0-9A-F]{24}$/)).toBeVisible();
  await expect(browserPage.row('there.txt')).toBeVisible();
  fault.remove();
  await panel.getByRole('button', { name: say('common:action.retry') }).click();
  await expect(inspector.card('object')).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('a bucket name that OSS refuses is named with the rule it breaks', async ({ browserPage, say }) => {
      await browserPage.open('A_B');
      await expect(browserPage.alert.first()).toContainText(say('problems:rule.bucket-name'));
    });
  });
}
