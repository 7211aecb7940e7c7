import { expect, type APIRequestContext } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';

const key = 'app/real.txt';

test('a real object is replaced only after its name was typed', async ({
  browserPage,
  writeDialog,
  bucket,
  page,
}) => {
  fillWithReleases(bucket);
  const real = bucket.find(key);
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'create', on: 'app/' });
  await writeDialog.key.fill(key);
  await writeDialog.leadTo('app/v1/app.txt');
  await expect(writeDialog.text('sheet:say.proof')).toBeVisible();
  const write = writeDialog.dialog.getByRole('button', { name: /real\.txt/ });
  await expect(write).toHaveAttribute('aria-disabled', 'true');
  for (const wrong of ['real', 'REAL.TXT', 'app/real.txt', 'real.tx']) {
    await writeDialog.proof('real.txt').fill(wrong);
    await expect(write).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Control+Enter');
  }
  expect(bucket.find(key)).toEqual(real);
  await writeDialog.proof('real.txt').fill('real.txt');
  await expect(writeDialog.text('sheet:proof.match')).toBeVisible();
  await write.click();
  await writeDialog.expectDone('replace', { name: 'real.txt', target: 'app/v1/app.txt' });
  expect(bucket.find(key)).toMatchObject({ type: 'Symlink', target: 'app/v1/app.txt' });
  // The bucket keeps no versions: it is said that this cannot be undone.
  await expect(writeDialog.text('sheet:undoImpossible.object-lost')).toBeVisible();
});

test('an object that changed since it was confirmed is not replaced', async ({
  browserPage,
  writeDialog,
  bucket,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'create', on: 'app/' });
  await writeDialog.key.fill(key);
  await writeDialog.leadTo('app/v1/app.txt');
  await writeDialog.proof('real.txt').fill('real.txt');
  bucket.putObject(key, 'another, meanwhile');
  await writeDialog.dialog.getByRole('button', { name: /real\.txt/ }).click();
  await expect(writeDialog.text('sheet:stale.title')).toBeVisible();
  expect(bucket.find(key)).toMatchObject({ type: 'Normal', size: 18 });
});

test('where the bucket keeps versions, a replaced object can be brought back', async ({
  browserPage,
  writeDialog,
  makeBucket,
}) => {
  const bucket = makeBucket({ versioning: 'Enabled' });
  fillWithReleases(bucket);
  const real = bucket.find(key);
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'create', on: 'app/' });
  await writeDialog.key.fill(key);
  await writeDialog.leadTo('app/v1/app.txt');
  await expect(writeDialog.text('sheet:say.proof-replaces-object')).toBeVisible();
  await writeDialog.proof('real.txt').fill('real.txt');
  await writeDialog.dialog.getByRole('button', { name: /real\.txt/ }).click();
  await writeDialog.expectDone('replace', { name: 'real.txt', target: 'app/v1/app.txt' });
  await writeDialog.other('sheet:done.undoAction').click();
  await writeDialog.dialog.getByRole('button', { name: /real\.txt/ }).click();
  await writeDialog.expectDone('undo', { name: 'real.txt' });
  expect(bucket.find(key)).toMatchObject({ type: 'Normal', etag: real?.etag, size: real?.size });
});

test('the API asks for the same proof: 428 without, 412 with a wrong one', async ({ bucket, request }) => {
  fillWithReleases(bucket);
  const real = bucket.find(key)!;
  const scope = { connection: 'default', bucket: bucket.name, key };
  const { now: view } = await (
    await request.post('/api/v1/links/preflight', {
      data: { action: 'create', ...scope, target: 'app/v1/app.txt' },
      headers: { 'x-signpost-csrf': '1' },
    })
  ).json();
  const create = (proof?: { etag: string; size: number }, headers?: Record<string, string>) =>
    createLink(
      request,
      { ...scope, target: 'app/v1/app.txt', ...(proof === undefined ? {} : { proof }) },
      headers,
    );
  const seen = { 'if-match': `"${view.token}"` };

  const unconditional = await create({ etag: real.etag, size: real.size });
  expect(unconditional.status()).toBe(428);
  const unproven = await create(undefined, seen);
  expect(unproven.status()).toBe(428);
  expect(await unproven.json()).toMatchObject({ code: 'proof-required', status: 428 });
  const wrongSize = await create({ etag: real.etag, size: real.size + 1 }, seen);
  expect(wrongSize.status()).toBe(412);
  expect(await wrongSize.json()).toMatchObject({ code: 'proof-mismatch', now: { key } });
  const wrongEtag = await create({ etag: 'F'.repeat(32), size: real.size }, seen);
  expect(wrongEtag.status()).toBe(412);
  const absent = await create({ etag: real.etag, size: real.size }, { 'if-none-match': '*' });
  expect([409, 412]).toContain(absent.status());
  expect(bucket.find(key)).toEqual(real);

  const proven = await create({ etag: view.state.facts.etag, size: real.size }, seen);
  expect(proven.ok()).toBe(true);
  expect(bucket.find(key)).toMatchObject({ type: 'Symlink' });
});

test('the API writes only for pages of its own origin', async ({ bucket, request }) => {
  fillWithReleases(bucket);
  const body = { connection: 'default', bucket: bucket.name, key: 'app/new.txt', target: 'app/v1/app.txt' };
  const foreign = await createLink(request, body, {
    'if-none-match': '*',
    origin: 'https://elsewhere.example',
  });
  expect(foreign.status()).toBe(403);
  const bare = await request.post('/api/v1/links', { data: body, headers: { 'if-none-match': '*' } });
  expect(bare.status()).toBe(403);
  expect(bucket.find('app/new.txt')).toBeUndefined();
});

function createLink(request: APIRequestContext, data: object, headers: Record<string, string> = {}) {
  return request.post('/api/v1/links', { data, headers: { 'x-signpost-csrf': '1', ...headers } });
}
