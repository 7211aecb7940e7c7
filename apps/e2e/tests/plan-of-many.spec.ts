import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';

const count = 200;
const hour = 3_600_000;
const names = Array.from({ length: count }, (_, i) => `part-${String(i).padStart(3, '0')}.bin`);
const gone = names.slice(0, 10);
const added = ['new-1.bin', 'new-2.bin', 'new-3.bin'];
const empty = names[20]!;
const shrunk = names[21]!;
const at = (name: string): string => `cli/latest/${name}`;

/** Two hundred links are read, checked and written one by one: a busy machine takes its time. */
const patient = { timeout: 40_000 };

/** A version of 200 files under links, and the next: ten files gone, three new, one empty, one a tenth of its size. */
function fill(bucket: TestBucket): void {
  const put = (key: string, body: string, ageHours: number): void =>
    bucket.putObject(key, {
      body,
      contentType: 'text/plain',
      lastModified: new Date(Date.now() - ageHours * hour),
    });
  bucket.bulk(() => {
    for (const name of names) {
      put(`cli/2.14.0/${name}`, 'x'.repeat(100), 72);
      bucket.putLink(at(name), `cli/2.14.0/${name}`, { acl: 'public-read', tagging: { team: 'cli' } });
    }
    for (const name of [...names, ...added])
      if (!gone.includes(name))
        put(`cli/2.15.0/${name}`, 'x'.repeat(name === empty ? 0 : name === shrunk ? 9 : 100), 1);
  });
}

const readLinks = (bucket: TestBucket): Record<string, unknown> =>
  Object.fromEntries([...names, ...added].map((name) => [name, lasting(bucket.find(at(name)))]));

test.use({ language: 'en', theme: 'light' });
test.slow();

test('by mouse: 200 links are moved through a busy OSS, a pause and a resume, and rolled back to the first state', async ({
  browserPage,
  bucket,
  page,
  planPage,
  say,
  stack,
}) => {
  fill(bucket);
  await scanBucket(stack, bucket.name);
  const before = readLinks(bucket);
  await browserPage.open(bucket.name, { prefix: 'cli/', dialog: 'move', on: 'cli/latest/' });
  await planPage.choice('2.15.0/').click();

  await test.step('the review names what is suspicious, missing and new, and asks for the number', async () => {
    await expect(planPage.apply).toContainText(say('plans:say.apply', { count: 193 }), patient);
    const decisions = page.getByRole('region', { name: say('plans:decide.title') });
    for (const code of ['target-empty', 'target-shrunk'])
      await expect(decisions).toContainText(say(`findings:found.${code}.title`));
    await expect(decisions).toContainText(
      say('plans:decide.for', { kind: say('plans:kind.missing'), count: gone.length }),
    );
    await expect(decisions).toContainText(
      say('plans:decide.for', { kind: say('plans:kind.created'), count: added.length }),
    );
    await expect(planPage.apply).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('textbox', { name: say('plans:say.confirm', { count: 193 }) }).fill('193');
  });

  const busy = bucket.fault('PutSymlink', { kind: 'busy' }, { skip: 60 });
  await planPage.apply.click();
  await busy.hit;
  await page.getByRole('button', { name: say('parts:progress.pause') }).click();
  const resume = page.getByRole('button', { name: say('parts:progress.resume') });
  await expect(resume).toBeVisible();
  const moved = names.filter((name) => bucket.find(at(name))?.target?.startsWith('cli/2.15.0/') === true);
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.length).toBeLessThan(190);
  busy.remove();
  await resume.click();
  await expect(planPage.allDone(193)).toBeVisible(patient);
  for (const name of [...names, ...added])
    expect(bucket.find(at(name))?.target).toBe(`cli/${gone.includes(name) ? '2.14.0' : '2.15.0'}/${name}`);

  await planPage.undoAll.click();
  await expect(planPage.apply).toHaveText(/193/, patient);
  await planPage.apply.click();
  await expect(planPage.allDone(193)).toBeVisible(patient);
  expect(readLinks(bucket)).toEqual(before);
});
