import type { ConnectionSettings } from '@signpost/api-contract';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { button, dialog, findViolations, inDialog } from '../testing/account-page.ts';
import { ConnectionsPage } from './connections-page.tsx';
import { day, embeddedSettings, sampleSettings, tell } from './testing/connections-page.ts';

let items: ConnectionSettings[];
beforeEach(() => {
  items = [embeddedSettings, sampleSettings];
  const { href } = location;
  onTestFinished(() => history.replaceState(null, '', href));
});

function show(cannotAdd?: 'set-up-first' | 'accounts-off') {
  const api = fakeApi({
    listConnectionSettings: () =>
      cannotAdd === undefined
        ? { items, canAdd: true }
        : { items: [embeddedSettings], canAdd: false, reason: cannotAdd },
  });
  render(
    <main>
      <ConnectionsPage />
    </main>,
  );
  return api;
}

const link = (name: string) => page.getByRole('link', { name, exact: true });
const remove = button(tell('removeNamed', { name: 'prod' }));

it('tells of each connection where it leads, whose keys it uses, how old they are and what it allows', async () => {
  show();
  const line = page.getByRole('listitem').filter({ hasText: 'prod' });
  await expect.element(line).toBeVisible();
  for (const text of [
    sampleSettings.endpoint,
    'cn-hangzhou',
    tell('mark.production'),
    tell('mark.readOnly'),
    tell('source.console'),
    tell('keys.static', { id: 'LTAI5tSample' }),
    tell('keys.age', { count: 100 }),
    tell('keys.old'),
    /^Last changed by Ada 2 d ago$/,
  ])
    await expect.element(line.getByText(text).first()).toBeVisible();
  await expect
    .element(link(tell('editNamed', { name: 'prod' })))
    .toHaveAttribute('href', '/account/connections/edit?name=prod');
  await expect.element(link(tell('add'))).toHaveAttribute('href', '/account/connections/add');
  expect(await findViolations()).toEqual([]);
});

it.each([
  [0, tell('keys.ageToday')],
  [1, 'Secret set 1 day ago'],
  [90, tell('keys.age', { count: 90 })],
])('does not ask for another secret after %i days', async (days, text) => {
  const secretSetAt = new Date(Date.now() - days * day - 1000).toISOString();
  items = [{ ...sampleSettings, credential: { ...sampleSettings.credential, secretSetAt } }];
  show();
  await expect.element(page.getByText(text)).toBeVisible();
  expect(page.getByText(tell('keys.old')).query()).toBeNull();
});

it.each(['embedded', 'environment', 'file'] as const)(
  'says where a connection from %s is changed, and offers no change of it',
  async (source) => {
    items = [{ ...sampleSettings, source }];
    show();
    await expect.element(page.getByText(tell(`fixed.${source}`))).toBeVisible();
    expect(link(tell('editNamed', { name: 'prod' })).query()).toBeNull();
    expect(remove.query()).toBeNull();
    await expect
      .element(link(tell('test.named', { name: 'prod' })))
      .toHaveAttribute('href', '/account/connections/edit?name=prod');
  },
);

it.each([
  [
    { kind: 'assume-role', accessKeyId: 'LTAI1', roleArn: 'acs:ram::1:role/signpost' },
    'Assumes role signpost with AccessKey LTAI1',
  ],
  [{ kind: 'ecs-role', roleName: 'oss' }, 'RAM role oss of the ECS instance'],
  [{ kind: 'ecs-role' }, 'RAM role of the ECS instance'],
  [{ kind: 'oidc-role', roleArn: 'acs:ram::1:role/ci' }, 'Assumes role ci with an identity token'],
] as const)('tells where the keys of %j come from', async (credential, text) => {
  items = [{ ...sampleSettings, credential }];
  show();
  await expect.element(page.getByText(text, { exact: true })).toBeVisible();
});

it.each(['set-up-first', 'accounts-off'] as const)(
  'says why no connection can be added (%s), and how to get there',
  async (reason) => {
    show(reason);
    await expect.element(page.getByText(tell(`cannotAdd.${reason}`))).toBeVisible();
    const ways = link(tell('cannotAdd.setUp')).elements();
    expect(ways.map((way) => way.getAttribute('href'))).toEqual(
      reason === 'set-up-first' ? ['/sign-in?to=%2Faccount%2Fconnections%2Fadd'] : [],
    );
    expect(link(tell('test.named', { name: 'default' })).query()).toBeNull();
    expect(link(tell('add')).query()).toBeNull();
    expect(await findViolations()).toEqual([]);
  },
);

it('says what was just saved', async () => {
  history.replaceState(null, '', '/account/connections?name=prod');
  show();
  await expect.element(page.getByText(tell('saved', { name: 'prod' }))).toBeVisible();
});

it('removes a connection once its name was typed', async () => {
  const api = show();
  api.answer({
    removeConnection: () => {
      items = [embeddedSettings];
      return { done: true };
    },
  });
  await remove.click();
  await expect.element(dialog.getByText(tell('ask.text'))).toBeVisible();
  const name = dialog.getByLabelText(tell('ask.type', { name: 'prod' }));
  await name.fill('pro');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByText(tell('ask.wrong'))).toBeVisible();
  expect(api.sent('removeConnection')).toEqual([]);
  expect(await findViolations(dialog.element())).toEqual([]);
  await name.fill('prod');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(tell('removed', { name: 'prod' }))).toBeVisible();
  await expect.element(page.getByRole('heading', { name: tell('title'), level: 1 })).toHaveFocus();
  expect(api.sent('removeConnection').map(({ body }) => body)).toEqual([{ name: 'prod', version: 3 }]);
  expect(remove.query()).toBeNull();
});

it('tells in place that somebody else changed the connection, and removes the present one then', async () => {
  const api = show();
  api.answer({ removeConnection: () => new Refusal('connection-changed') });
  await remove.click();
  await dialog.getByLabelText(tell('ask.type', { name: 'prod' })).fill('prod');
  items = [{ ...sampleSettings, version: 4 }];
  await inDialog(tell('ask.submit')).click();
  await expect
    .element(dialog.getByRole('alert'))
    .toHaveTextContent('Someone else changed this connection. Reload the page, then make your change again.');
  api.answer({ removeConnection: () => ({ done: true }) });
  await userEvent.keyboard('{Escape}');
  await expect.element(remove).toHaveFocus();
  await remove.click();
  await dialog.getByLabelText(tell('ask.type', { name: 'prod' })).fill('prod');
  await inDialog(tell('ask.submit')).click();
  await expect.element(page.getByText(tell('removed', { name: 'prod' }))).toBeVisible();
  expect(api.sent('removeConnection').map(({ body }) => body.version)).toEqual([3, 4]);
});
