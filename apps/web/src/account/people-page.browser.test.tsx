import type { Grant, Group, Session, User } from '@signpost/api-contract';
import { beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../testing/fake-api.ts';
import { render } from '../testing/render.tsx';
import { PeoplePage } from './people-page.tsx';
import {
  demoConnections,
  button,
  dialog,
  findViolations,
  inDialog,
  say,
  sayAccess,
} from './testing/account-page.ts';

const createdAt = '2026-01-01T00:00:00Z';
const ada: User = { id: 'u1', name: 'Ada', email: 'ada@example.com', createdAt, lastSignInAt: createdAt };
const bob: User = { id: 'u2', name: 'Bob\u202e', email: 'bob@example.com', createdAt };
const bobName = 'Bob‹U+202E›';
const release: Group = { id: 'g1', name: 'Release', members: ['u2'] };
const grant: Grant = {
  id: 'r1',
  subject: { kind: 'group', id: 'g1' },
  name: 'Release',
  role: 'editor',
  connection: 'default',
  bucket: 'releases',
  prefix: 'cli/latest/',
  createdAt,
  createdBy: 'Ada',
};
const session: Session = { state: 'signed-in', user: ada, administrates: true };

let users: User[];
let groups: Group[];
let grants: Grant[];
let hasLocalAdministrator: boolean | undefined;
beforeEach(() => {
  users = [ada, bob];
  groups = [release];
  grants = [grant];
  hasLocalAdministrator = undefined;
});

async function show() {
  const api = fakeApi({
    listUsers: () => ({
      items: users,
      ...(hasLocalAdministrator === undefined ? {} : { hasLocalAdministrator }),
    }),
    listGroups: () => ({ items: groups }),
    listGrants: () => ({ items: grants }),
    listTokens: () => ({ items: [] }),
    listConnections: () => demoConnections,
  });
  render(
    <main>
      <PeoplePage session={session} />
    </main>,
  );
  await expect.element(page.getByText('bob@example.com')).toBeVisible();
  await expect.element(page.getByText('cli/latest/')).toBeVisible();
  return api;
}

const heading = (name: string) => page.getByRole('heading', { name, exact: true });

it('shows people, groups and grants, with hidden signs written out', async () => {
  await show();
  await expect.element(page.getByText(bobName).first()).toBeVisible();
  await expect.element(page.getByText(say('users.never'))).toBeVisible();
  await expect.element(page.getByText(say('role.editor'))).toBeVisible();
  await expect.element(page.getByText(say('place.below'))).toBeVisible();
  await expect.element(page.getByText(say('grants.by', { name: 'Ada' }))).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it.each([undefined, true, false])(
  'asks for a local administrator where there is none beside the provider (%s)',
  async (hasOne) => {
    hasLocalAdministrator = hasOne;
    await show();
    expect(page.getByText(say('users.noLocalAdministrator')).elements()).toHaveLength(
      hasOne === false ? 1 : 0,
    );
    expect(await findViolations()).toEqual([]);
  },
);

it('adds a user, shows the first password once, and leads back to where it began', async () => {
  const api = await show();
  api.answer({
    addUser: ({ body }) => {
      const user = { id: 'u3', ...body, createdAt };
      users = [...users, user];
      return { user, password: 'first-pass-word-1' };
    },
  });
  await button(say('users.add')).click();
  await dialog.getByLabelText(say('field.name')).fill(' Cy ');
  await dialog.getByLabelText(say('field.email')).fill('cy@example.com');
  expect(await findViolations(dialog.element())).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByText('first-pass-word-1')).toBeVisible();
  await expect.element(inDialog('Copy First password')).toBeVisible();
  await expect.element(dialog.getByText(say('once.passwordText', { name: 'Cy' }))).toBeVisible();
  // The dialog takes the focus once the form before it is gone.
  await expect.poll(() => dialog.element().contains(document.activeElement)).toBe(true);
  expect(await findViolations(dialog.element())).toEqual([]);
  expect(api.sent('addUser').map(({ body }) => body)).toEqual([{ name: 'Cy', email: 'cy@example.com' }]);
  await inDialog(say('once.close')).click();
  await expect.element(page.getByText('cy@example.com')).toBeVisible();
  expect(document.body.textContent).not.toContain('first-pass-word-1');
  await expect.element(button(say('users.add'))).toHaveFocus();
});

it('tells in place that the last administrator stays', async () => {
  const api = await show();
  api.answer({ editUser: () => new Refusal('last-administrator') });
  await button(say('users.doNamed.remove', { name: 'Ada' })).click();
  await inDialog(say('users.do.remove')).click();
  await expect
    .element(dialog.getByRole('alert'))
    .toHaveTextContent('This would leave no administrator. Make someone else an administrator first.');
  await userEvent.keyboard('{Escape}');
  await expect.element(button(say('users.doNamed.remove', { name: 'Ada' }))).toHaveFocus();
});

it('removes a user, and leaves the focus at the list', async () => {
  const api = await show();
  api.answer({
    editUser: ({ body }) => {
      users = users.filter(({ id }) => id !== body.user);
      return {};
    },
  });
  await button(say('users.doNamed.remove', { name: bobName })).click();
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('users.do.remove')).click();
  await expect.element(heading(say('users.title'))).toHaveFocus();
  expect(page.getByText('bob@example.com').query()).toBeNull();
  expect(api.sent('editUser').map(({ body }) => body)).toEqual([{ user: 'u2', do: 'remove' }]);
});

it('disables and resets, and shows the new password once', async () => {
  const api = await show();
  api.answer({
    editUser: ({ body }) => {
      if (body.do === 'reset-password') return { user: bob, password: 'second-pass-word-2' };
      users = [ada, { ...bob, disabledAt: createdAt }];
      return { user: bob };
    },
  });
  await button(say('users.doNamed.disable', { name: bobName })).click();
  await inDialog(say('users.do.disable')).click();
  await expect.element(button(say('users.doNamed.enable', { name: bobName }))).toHaveFocus();
  const reset = button(say('users.doNamed.reset-password', { name: bobName }));
  await reset.click();
  await inDialog(say('users.do.reset-password')).click();
  await expect.element(dialog.getByText('second-pass-word-2')).toBeVisible();
  await inDialog(say('once.close')).click();
  await expect.element(reset).toHaveFocus();
  expect(document.body.textContent).not.toContain('second-pass-word-2');
});

it('saves who is in a group, and removes it', async () => {
  const api = await show();
  api.answer({
    saveGroup: ({ body }) => {
      groups = [{ ...release, ...body, id: 'g1' }];
      return groups[0]!;
    },
    removeGroup: () => {
      groups = [];
      return { done: true };
    },
  });
  const edit = button(say('groups.editNamed', { name: 'Release' }));
  await edit.click();
  await dialog.getByRole('checkbox', { name: /^Ada/ }).click();
  await dialog.getByRole('checkbox', { name: /^Bob/ }).click();
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('groups.form.submit')).click();
  await expect.element(edit).toHaveFocus();
  expect(api.sent('saveGroup').map(({ body }) => body)).toEqual([
    { id: 'g1', name: 'Release', members: ['u1'] },
  ]);
  await button(say('groups.removeNamed', { name: 'Release' })).click();
  await inDialog(say('groups.ask.submit')).click();
  await expect.element(heading(say('groups.title'))).toHaveFocus();
  await expect.element(page.getByText(say('groups.empty'))).toBeVisible();
});

it('grants what is chosen, and explains what a prefix stands for', async () => {
  const api = await show();
  api.answer({ addGrant: ({ body }) => ({ ...grant, ...body, id: 'r2', name: 'Bob' }) });
  await button(say('grants.add')).click();
  await dialog.getByLabelText(say('grants.form.subject')).selectOptions('user:u2');
  await dialog.getByLabelText(say('grant.role')).selectOptions('single');
  await inDialog(say('grants.form.submit')).click();
  await expect.element(dialog.getByText(say('fault.rights'))).toBeVisible();
  await dialog.getByLabelText(sayAccess('right.link.repoint')).click();
  await dialog.getByLabelText(sayAccess('right.link.read')).click();
  await dialog.getByLabelText(say('grant.connection')).selectOptions('default');
  await dialog.getByLabelText(say('grant.bucket')).fill('rel*');
  const prefix = dialog.getByLabelText(say('grant.prefix'));
  await expect.element(prefix).toHaveAccessibleDescription(/Covers all keys$/);
  await prefix.fill('cli/latest');
  await expect.element(prefix).toHaveAccessibleDescription(/Covers only the key cli\/latest$/);
  await prefix.fill('cli/latest/');
  await expect.element(prefix).toHaveAccessibleDescription(/Covers everything below cli\/latest\/$/);
  await dialog.getByLabelText(say('grants.form.until')).fill('2999-12-31');
  expect(await findViolations(dialog.element())).toEqual([]);
  await inDialog(say('grants.form.submit')).click();
  await expect.element(button(say('grants.add'))).toHaveFocus();
  expect(api.sent('addGrant').map(({ body }) => body)).toEqual([
    {
      subject: { kind: 'user', id: 'u2' },
      rights: ['link.read', 'link.repoint'],
      connection: 'default',
      bucket: 'rel*',
      prefix: 'cli/latest/',
      expiresAt: new Date('2999-12-31T23:59:59').toISOString(),
    },
  ]);
});

it('tells at the field what is wrong with a grant', async () => {
  const api = await show();
  api.answer({
    addGrant: () =>
      new Refusal('invalid-request', {
        errors: [{ pointer: '#/prefix', rule: 'leading-slash', detail: '' }],
      }),
  });
  await button(say('grants.add')).click();
  await dialog.getByLabelText(say('grant.prefix')).fill('/cli/');
  await inDialog(say('grants.form.submit')).click();
  await expect.element(dialog.getByText(say('fault.leadingSlash'))).toBeVisible();
});

it('takes a grant back, and works on a phone', async () => {
  const api = await show();
  api.answer({
    removeGrant: () => {
      grants = [];
      return { done: true };
    },
  });
  await page.viewport(390, 844);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await button(say('grants.takeBackNamed', { name: 'Release', what: 'Editor' })).click();
  await inDialog(say('grants.ask.submit')).click();
  await expect.element(heading(say('grants.title'))).toHaveFocus();
  await expect.element(page.getByText(say('grants.empty'))).toBeVisible();
  expect(api.sent('removeGrant').map(({ body }) => body)).toEqual([{ id: 'r1' }]);
  await page.viewport(800, 600);
});
