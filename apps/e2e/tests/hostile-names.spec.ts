import { expect, type Page } from '@playwright/test';
import { addPerson, setUpAdministrator } from '@signpost/bff/testing';
import { signInAs } from '../src/fixtures/sign-in.ts';
import { test } from '../src/fixtures/test.ts';

/** Each runs a script where it is taken for markup, an address or a template. */
const payloads = [
  `<img src=x onerror="globalThis.ran=1">`,
  `"><svg/onload=globalThis.ran=1>`,
  `</script><script>globalThis.ran=1</script>`,
  `javascript:globalThis.ran=1//`,
  `{{constructor.constructor('globalThis.ran=1')()}}`,
];
const [image = '', svg = '', script = '', address = '', template = ''] = payloads;

/** What of the page came from a name: elements that no part of the console draws. Runs in the page. */
function findStrangers(): string[] {
  const elements = document.querySelectorAll(
    'img[src="x"], svg[onload], [onerror], script:not([src]), iframe',
  );
  const links = [...document.querySelectorAll('a[href]')].filter((link) =>
    /^\s*(javascript|data|vbscript):/i.test(link.getAttribute('href') ?? ''),
  );
  return [...elements, ...links].map((element) => element.outerHTML.slice(0, 200));
}

/** Expects a name to stand on the page as it is, as text, and to have done nothing. */
async function expectText(page: Page, text: string): Promise<void> {
  await expect(page.locator('body')).toContainText(text);
  await expectHarmless(page);
}

async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(findStrangers)).toEqual([]);
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
}

/** Windows that a script opened so far. */
function countDialogs(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss().catch(() => {
      // The page is gone.
    });
  });
  return dialogs;
}

test.use({
  // Whoever signs in without a grant is refused, and the wrong password of the provider's button too.
  expectedFaults: /\b40[13]\b/,
});

test('names of people, groups, tokens and the provider, and reasons, run no script, on any page that shows them', async ({
  startConsole,
  bucket,
  page,
}) => {
  test.slow();
  const dialogs = countDialogs(page);
  bucket.putObject('v1.txt');
  bucket.putObject('v2.txt');
  bucket.putLink('latest.txt', 'v1.txt');
  const oidc = {
    issuer: 'https://provider.example',
    clientId: 'signpost',
    clientSecret: 'planted-client-secret',
    name: svg,
    groupsClaim: 'groups',
    groups: [],
  };
  const console = await startConsole({ accounts: { oidc } });
  const connection = 'default';
  const ada = await setUpAdministrator(console, image, 'ada@example.com');
  const bob = await addPerson(console, ada, {
    name: script,
    email: 'bob@example.com',
    grants: [{ role: 'viewer', connection, bucket: bucket.name, prefix: `${svg}/` }],
  });
  const group = await ada.ok('saveGroup', { body: { name: svg, members: [bob.id] } });
  const everywhere = { connection: '*', bucket: '*', prefix: '' };
  await ada.ok('addGrant', {
    body: { subject: { kind: 'group', id: group.id }, role: 'viewer', ...everywhere },
  });
  await ada.ok('addToken', {
    body: { name: template, days: 1, grants: [{ role: 'viewer', ...everywhere }] },
  });
  const link = { connection, bucket: bucket.name, key: 'latest.txt' };
  const { now } = await ada.ok('preflight', { body: { action: 'repoint', ...link, target: 'v2.txt' } });
  await ada.ok('repointLink', { body: { ...link, target: 'v2.txt', reason: address }, ifMatch: now.token });

  const open = (path: string) => page.goto(`${console.bffUrl}${path}`);
  await open('/sign-in');
  await expectText(page, svg);
  await signInAs(page, console, ada);
  await open('/account');
  await expectText(page, image);
  await expectText(page, template);
  await open('/account/people');
  for (const text of [image, script, svg]) await expectText(page, text);
  await open(`/account/access?${new URLSearchParams({ connection, bucket: bucket.name, key: svg })}`);
  for (const text of [image, script, svg]) await expectText(page, text);
  await open(`/c/default/changes?bucket=${bucket.name}`);
  for (const text of [image, address]) await expectText(page, text);
  await open(`/c/default/audit?bucket=${bucket.name}`);
  await expectText(page, image);
  await page.getByRole('main').getByRole('button', { expanded: false }).last().click();
  await expectText(page, address);
  await open(`/c/default/b/${bucket.name}?key=latest.txt&tab=timeline`);
  for (const text of [image, address]) await expectText(page, text);
  await open('/c/default');
  await expectText(page, image);

  // Whom to ask is a name as well.
  await signInAs(page, console, bob);
  await open(`/c/default/b/${bucket.name}?dialog=repoint&on=latest.txt&to=v1.txt`);
  await expectText(page, image);
  await signInAs(page, console, await addPerson(console, ada, { name: 'Nia', grants: [] }));
  await open('/');
  await expectText(page, image);
  expect(dialogs).toEqual([]);
});

test('keys, targets, metadata and what is typed run no script, on any page that shows them', async ({
  bucket,
  page,
  browserPage,
  inspector,
}) => {
  test.slow();
  const dialogs = countDialogs(page);
  for (const payload of payloads) {
    bucket.putObject(`objects/${payload}`, {
      body: payload,
      contentType: 'text/html',
      metadata: { note: payload },
    });
    bucket.putLink(`links/${payload}`, `objects/${payload}`);
  }
  bucket.putLink('links/broken', `gone/${svg}`);
  await browserPage.open(bucket.name, { prefix: 'links/' });
  await expect(browserPage.row(`links/${image}`)).toBeVisible();
  await expectHarmless(page);
  for (const payload of payloads) {
    const key = `links/${payload}`;
    for (const tab of [undefined, 'metadata', 'preview', 'request'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      await browserPage.open(bucket.name, { key, ...(tab === undefined ? {} : { tab }) });
      await expect(inspector.about(key)).toBeVisible();
      await expectHarmless(page);
    }
    const object = `objects/${payload}`;
    await browserPage.open(bucket.name, { key: object, tab: 'preview' });
    await expect(inspector.about(object)).toBeVisible();
    // What is stored there says the same.
    await expectText(page, payload);
    await browserPage.open(bucket.name, { key: object, tab: 'metadata' });
    await expectText(page, payload);
  }
  for (const path of [
    `/c/${encodeURIComponent(image)}`,
    `/c/default/b/${bucket.name}?prefix=${encodeURIComponent(svg)}`,
    `/c/default/links?contains=${encodeURIComponent(image)}`,
    `/c/default/changes?actor=${encodeURIComponent(image)}`,
    `/c/default/map?bucket=${bucket.name}&prefix=${encodeURIComponent(svg)}`,
    `/sign-in?to=${encodeURIComponent(address)}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main').or(page.getByRole('heading')).first()).toBeVisible();
    await expectHarmless(page);
  }
  expect(dialogs).toEqual([]);
});
