import type { Session } from '@signpost/api-contract';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../testing/fake-api.ts';
import { render } from '../testing/render.tsx';
import { AccountApp } from './account-app.tsx';
import { button, dialog, findViolations, inDialog, say } from './testing/account-page.ts';

const user = { id: 'u1', name: 'Ada', email: 'ada@example.com' };
const secret = 'JBSWY3DPEHPK3PXP';
const recoveryCodes = ['abcdef-ghjkmn', 'pqrstu-vwxyz2'];
let session: Session;

beforeEach(() => {
  session = { state: 'signed-in', user };
  const { href } = location;
  onTestFinished(() => history.replaceState(null, '', href));
});

const wrong = (pointer: string, rule: 'password-wrong' | 'code-wrong'): Refusal =>
  new Refusal('invalid-request', { errors: [{ pointer, rule, detail: '' }] });

function show(address: string) {
  history.replaceState(null, '', address);
  const api = fakeApi({
    getSession: () => session,
    listSessions: () => ({ items: [] }),
    listTokens: () => ({ items: [] }),
    startSecondFactor: ({ body }) =>
      body.password === 'right'
        ? { secret, uri: `otpauth://totp/Signpost:ada?secret=${secret}&issuer=Signpost` }
        : wrong('#/password', 'password-wrong'),
    confirmSecondFactor: ({ body }) => {
      if (body.code !== '123456') return wrong('#/code', 'code-wrong');
      session = { ...session, hasSecondFactor: true };
      return { recoveryCodes };
    },
    endSecondFactor: ({ body }) => {
      if (body.code !== '123456') return wrong('#/code', 'code-wrong');
      session = { state: 'signed-in', user };
      return { done: true };
    },
    signIn: () => ({ state: 'code-needed' }),
    confirmSignIn: () => new Refusal('sign-in-failed'),
  });
  render(<AccountApp />);
  return api;
}

const fill = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
const fillPassword = (text: string) => dialog.getByLabelText(say('secondFactor.password')).fill(text);

it('sets an app up: password, QR code, first code, and recovery codes once', async () => {
  show('/account');
  await button(say('secondFactor.setUp')).click();
  await fillPassword('wrong');
  await inDialog(say('secondFactor.next')).click();
  await expect.element(dialog.getByText(say('fault.wrong'))).toBeVisible();
  await fillPassword('right');
  await userEvent.keyboard('{Enter}');

  const code = page.getByRole('img', { name: say('secondFactor.qr') });
  await expect.element(code).toBeVisible();
  // Black on white in every theme: cameras expect it.
  const fills = [...code.element().children].map((shape) => getComputedStyle(shape).fill);
  expect(fills).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  await expect.element(dialog.getByText(secret)).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await fill(say('secondFactor.code'), '000000');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByText(say('fault.code'))).toBeVisible();
  await fill(say('secondFactor.code'), '123456');
  await userEvent.keyboard('{Enter}');

  await expect.element(dialog.getByText(recoveryCodes.join(' '))).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await inDialog(say('once.close')).click();
  await expect.element(page.getByText(say('secondFactor.on'))).toBeVisible();
  expect(document.body.textContent).not.toContain(recoveryCodes[0]);
  await expect.element(button(say('secondFactor.end'))).toHaveFocus();
});

it('turns an app off with password and code', async () => {
  session = { ...session, hasSecondFactor: true };
  const api = show('/account');
  await button(say('secondFactor.end')).click();
  await fillPassword('right');
  await fill(say('secondFactor.code'), '000000');
  await inDialog(say('secondFactor.endSubmit')).click();
  await expect.element(dialog.getByText(say('fault.code'))).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await fill(say('secondFactor.code'), '123456');
  await inDialog(say('secondFactor.endSubmit')).click();
  await expect.element(page.getByText(say('secondFactor.text'))).toBeVisible();
  expect(api.sent('endSecondFactor').at(-1)?.body).toEqual({ password: 'right', code: '123456' });
});

it('asks for a code after the password, says that one is wrong, and leads back to the start', async () => {
  session = { state: 'signed-out' };
  const api = show('/sign-in');
  await fill(say('field.email'), 'ada@example.com');
  await page.getByLabelText(say('field.password')).fill('right');
  await userEvent.keyboard('{Enter}');
  const heading = page.getByRole('heading', { name: say('signIn.code.title') });
  await expect.element(heading).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: say('secondFactor.code') })).toHaveFocus();
  await fill(say('secondFactor.code'), '000000');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(say('fault.code'))).toBeVisible();
  expect(await findViolations()).toEqual([]);
  api.answer({ confirmSignIn: () => new Refusal('sign-in-expired') });
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('alert')).toBeVisible();
  await button(say('signIn.code.again')).click();
  await expect.element(page.getByRole('heading', { name: say('signIn.title') })).toBeVisible();
});
