import type { ApiToken } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi } from '../testing/fake-api.ts';
import { render } from '../testing/render.tsx';
import { OwnPage } from './own-page.tsx';
import {
  demoConnections,
  button,
  dialog,
  findViolations,
  inDialog,
  say,
  sayAccess,
} from './testing/account-page.ts';

const user = { id: 'u1', name: 'Ada', email: 'ada@example.com' };
const token: ApiToken = {
  id: 't1',
  name: 'pipeline',
  owner: { id: 'u1', name: 'Ada' },
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'Ada',
  expiresAt: '2026-02-01T00:00:00Z',
};
const secret = `signpost_${'x'.repeat(43)}`;

async function show(administrates: boolean, listed = [token]) {
  let tokens = listed;
  const api = fakeApi({
    listSessions: () => ({ items: [] }),
    listTokens: () => ({ items: tokens }),
    listConnections: () => demoConnections,
    addToken: ({ body }) => {
      const { owner, ...rest } = token;
      const made = {
        ...rest,
        ...(body.ofNobody === true ? {} : { owner: owner! }),
        ...(body.trust === undefined ? {} : { trust: body.trust }),
        id: 't2',
        name: body.name,
      };
      tokens = [...tokens, made];
      return { token: made, secret: body.trust === undefined ? secret : '' };
    },
    removeToken: ({ body }) => {
      tokens = tokens.filter(({ id }) => id !== body.id);
      return { done: true };
    },
  });
  render(
    <main>
      <OwnPage session={{ state: 'signed-in', user, administrates }} />
    </main>,
  );
  await expect.element(page.getByText(listed[0]?.name ?? say('tokens.empty'))).toBeVisible();
  return api;
}

it('lists tokens, and ends one after asking', async () => {
  const api = await show(false);
  await expect.element(page.getByText(say('tokens.owner', { name: 'Ada' }))).toBeVisible();
  await expect.element(page.getByText(say('tokens.neverUsed'))).toBeVisible();
  await expect.element(page.getByText(/^Expired/)).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await button(say('tokens.endNamed', { name: 'pipeline' })).click();
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('tokens.ending.submit')).click();
  await expect.element(page.getByText(say('tokens.empty'))).toBeVisible();
  await expect.element(page.getByRole('heading', { name: say('tokens.title') })).toHaveFocus();
  expect(api.sent('removeToken').map(({ body }) => body)).toEqual([{ id: 't1' }]);
});

it('makes a token with several grants, and shows its secret once', async () => {
  const api = await show(true);
  await button(say('tokens.add')).click();
  await dialog.getByLabelText(say('tokens.form.name')).fill('release');
  await dialog.getByLabelText(say('tokens.form.days')).selectOptions('365');
  await dialog.getByRole('checkbox', { name: new RegExp(say('tokens.form.nobody')) }).click();
  await button(say('tokens.form.another')).click();
  const second = dialog.getByRole('group', { name: say('tokens.form.grant', { number: 2 }) });
  await expect.element(second).toHaveFocus();
  await second.getByLabelText(say('grant.role')).selectOptions('single');
  await second.getByLabelText(sayAccess('right.link.repoint')).click();
  await second.getByLabelText(say('grant.bucket')).fill('releases');
  await second.getByLabelText(say('grant.prefix')).fill('cli/latest');
  await button(say('tokens.form.another')).click();
  await inDialog(say('tokens.form.remove', { number: 3 })).click();
  await expect.element(button(say('tokens.form.another'))).toHaveFocus();
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('tokens.form.submit')).click();
  await expect.element(dialog.getByText(secret)).toBeVisible();
  await expect.element(inDialog('Copy Token')).toBeVisible();
  await expect.element(dialog.getByText(say('once.secretText'))).toBeVisible();
  expect(await findViolations(dialog.element())).toEqual([]);
  // A press beside the window does not lose it.
  await page.elementLocator(document.body).click({ position: { x: 2, y: 2 }, force: true });
  await expect.element(dialog.getByText(secret)).toBeVisible();
  await inDialog(say('once.close')).click();
  await expect.element(button(say('tokens.add'))).toHaveFocus();
  expect(document.body.textContent).not.toContain(secret);
  await expect.element(page.getByText(say('tokens.ofNobody'))).toBeVisible();
  expect(api.sent('addToken').map(({ body }) => body)).toEqual([
    {
      name: 'release',
      days: 365,
      ofNobody: true,
      grants: [
        { role: 'viewer', connection: '*', bucket: '*', prefix: '' },
        { rights: ['link.repoint'], connection: '*', bucket: 'releases', prefix: 'cli/latest' },
      ],
    },
  ]);
});

it('offers tokens of nobody to administrators alone', async () => {
  await show(false, []);
  await button(say('tokens.add')).click();
  await expect.element(dialog.getByText(say('tokens.form.ownHint'))).toBeVisible();
  expect(dialog.getByText(say('tokens.form.nobody')).query()).toBeNull();
});

it('makes one for runs of a CI, which have no secret', async () => {
  const api = await show(true);
  const field = (name: string) => dialog.getByLabelText(name, { exact: true });
  const check = (name: string) => dialog.getByRole('checkbox', { name: new RegExp(name) }).click();
  await button(say('tokens.add')).click();
  await field(say('tokens.form.name')).fill('release of cli');
  await check(say('tokens.form.nobody'));
  await check(say('tokens.trust.label'));
  await field(say('tokens.trust.issuer')).fill('https://ci.example.com');
  await field(say('tokens.trust.audience')).fill('signpost');
  await field(say('tokens.trust.claim', { number: 1 })).fill('repository');
  await field(say('tokens.trust.claimValue', { number: 1 })).fill(' acme/cli ');
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('tokens.form.submit')).click();
  const line = page.getByText(say('tokens.trust.of', { issuer: 'https://ci.example.com' }));
  await expect.element(line).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(api.sent('addToken').at(-1)?.body).toMatchObject({
    ofNobody: true,
    trust: {
      issuer: 'https://ci.example.com',
      audience: 'signpost',
      claims: [{ name: 'repository', value: 'acme/cli' }],
    },
  });
});
