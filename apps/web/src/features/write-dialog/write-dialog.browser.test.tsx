import type { Preflight, WriteResult } from '@signpost/api-contract';
import type { Finding } from '@signpost/link-model/write';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { lostAnswer, Refusal } from '../../testing/fake-api.ts';
import { toChange, toLinkState, toObjectState, toPreflight, toView } from '../../testing/sample-views.ts';
import {
  applied,
  dialog,
  focused,
  key,
  now,
  open,
  opener,
  press,
  target,
  targetField,
} from './open-write-dialog.tsx';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'sheet');
const sayPart = i18next.getFixedT('en', 'parts');
const sayFinding = i18next.getFixedT('en', 'findings');
const sayCommon = i18next.getFixedT('en', 'common');
const sayProblem = i18next.getFixedT('en', 'problems');

const cancel = dialog.getByRole('button', { name: sayCommon('action.cancel'), exact: true });
const done = page.getByText(say('done.repoint', { name: 'latest.txt', target }));
const holdsFocus = (): boolean => dialog.element().contains(focused());

async function expectClosed(): Promise<void> {
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(focused).toBe(opener.element());
}

const escape = (): Promise<void> => userEvent.keyboard('{Escape}');
const choice: Finding = { level: 'choose', code: 'target-missing' };
const atNow = (findings: readonly Finding[]) => () => toPreflight(now, target, findings);

it('says that both ends are looked at, and sends nothing before they were', async () => {
  const preflight = Promise.withResolvers<Preflight>();
  const { sent } = await open({ preflight: () => preflight.promise });
  await expect.element(page.getByText(say('say.looking'))).toBeInTheDocument();
  await expect.element(press).toHaveAccessibleDescription(say('wait.looking'));
  await expect.poll(focused).toBe(targetField.element());
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  preflight.resolve(toPreflight(now, target));
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  expect(sent('repointLink')).toEqual([]);
});

it('closes by Escape where nothing was typed, and gives the focus back', async () => {
  await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await escape();
  await expectClosed();
});

it('tells each finding with its level, worst first', async () => {
  await open({
    preflight: atNow([
      { level: 'note', code: 'kept' },
      { level: 'advise', code: 'target-empty' },
    ]),
  });
  await expect.element(page.getByText(say('say.advice', { count: 1 }))).toBeVisible();
  const found = page.getByRole('list', { name: say('findings') }).getByRole('listitem');
  await expect.element(found.first()).toMatchTextContent(sayFinding('level.advise'));
  await expect.element(found.nth(1)).toMatchTextContent(sayFinding('found.kept.title'));
  await expect.element(press).not.toHaveAttribute('aria-disabled');
});

it('cannot be sent where a finding forbids it', async () => {
  const { sent } = await open({ preflight: atNow([{ level: 'block', code: 'target-is-key' }]) });
  await expect.element(page.getByText(say('say.blocked'), { exact: true }).first()).toBeVisible();
  await expect.element(press).toHaveAccessibleDescription(say('wait.blocked'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(sent('repointLink')).toEqual([]);
});

it('offers to look again where pre-flight fails', async () => {
  const { answer } = await open({ preflight: () => new Refusal('oss-refused') });
  await expect.element(page.getByText(say('unseen'))).toBeVisible();
  await expect.element(press).toHaveAccessibleDescription(say('wait.looking'));
  await expect.element(page.getByRole('button', { name: sayCommon('action.cancel') })).toBeVisible();
  answer({ preflight: atNow([]) });
  await page.getByRole('button', { name: sayCommon('action.retry') }).click();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
});

it('waits for the choice that a finding needs, and sends it along', async () => {
  const { sent } = await open({ preflight: atNow([choice]) });
  await expect.element(page.getByText(say('say.choices', { count: 1 }))).toBeVisible();
  await expect.element(press).toHaveAccessibleDescription(say('wait.choices'));
  await page.getByRole('checkbox', { name: sayFinding('accept.target-missing') }).click();
  await press.click();
  await expect.element(done).toBeVisible();
  expect(sent('repointLink').map(({ body }) => body.accept)).toEqual([['target-missing']]);
});

it('asks before Escape throws away what was chosen, and stays by default', async () => {
  await open({ preflight: atNow([choice]) });
  const box = page.getByRole('checkbox', { name: sayFinding('accept.target-missing') });
  await box.click();
  await escape();
  const stay = page.getByRole('button', { name: say('leave.stay'), exact: true });
  await expect.element(page.getByText(say('leave.body'))).toBeVisible();
  await expect.poll(focused).toBe(stay.element());
  await escape();
  await expect.element(page.getByText(say('leave.body'))).not.toBeInTheDocument();
  await expect.element(box).toBeChecked();
  await escape();
  await page.getByRole('button', { name: say('leave.go'), exact: true }).click();
  await expect.element(dialog).not.toBeInTheDocument();
});

it('replaces a real object only once its name was typed, and proves it by ETag and size', async () => {
  const object = toView(key, toObjectState(12));
  const lost: Finding = {
    level: 'prove',
    code: 'replaces-object',
    size: 12,
    etag: 'E',
    lastModified: '2026-01-01T00:00:00Z',
    recoverable: false,
  };
  const { answer, sent } = await open({
    subject: { action: 'create', key, target },
    preflight: () => toPreflight(object, target, [lost]),
  });
  answer({ createLink: () => ({ ...applied, change: toChange(object, target, { action: 'replace' }) }) });
  const replace = page.getByRole('button', {
    name: say('button.replace', { name: 'latest.txt', size: '12 B', target: '' }),
  });
  await expect.element(page.getByText(say('say.proof'))).toBeVisible();
  await expect.element(replace).toHaveAccessibleDescription(say('wait.proof'));
  const step = page.getByRole('list', { name: say('steps.label') });
  const current = (): string | undefined =>
    step.element().querySelector('[aria-current="step"]')?.textContent;
  expect(current()).toBe(say('steps.see'));
  const proof = page.getByRole('textbox', { name: say('proof.name', { text: 'latest.txt' }) });
  await proof.fill('latest.tx');
  await expect.poll(current).toBe(say('steps.say'));
  await expect.element(replace).toHaveAccessibleDescription(say('wait.proof'));
  await proof.fill('latest.txt');
  await expect.element(page.getByText(say('proof.match'))).toBeVisible();
  await replace.click();
  await expect.element(page.getByText(say('done.replace', { name: 'latest.txt', target }))).toBeVisible();
  expect(sent('createLink').map(({ body }) => body.proof)).toEqual([{ etag: 'E', size: 12 }]);
});

it('begins a delete at Cancel, which Enter presses', async () => {
  const { sent } = await open({
    subject: { action: 'delete', key },
    preflight: () => toPreflight(now, null, [{ level: 'note', code: 'undo-after' }]),
  });
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await expect.poll(focused).toBe(cancel.element());
  await userEvent.keyboard('{Enter}');
  await expectClosed();
  expect(sent('deleteLink')).toEqual([]);
});

it('sends once by Ctrl Enter, on the condition of what was seen, and says so meanwhile', async () => {
  const write = Promise.withResolvers<WriteResult>();
  const { answer, sent, onWritten } = await open();
  answer({ repointLink: () => write.promise });
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{Enter}{/Control}');
  await expect.element(page.getByText(say('sending.title'))).toBeVisible();
  await expect.poll(holdsFocus).toBe(true);
  expect(sent('repointLink')).toHaveLength(1);
  expect(sent('repointLink')[0]?.headers.get('if-match')).toBe(`"${now.token}"`);
  expect(onWritten).not.toHaveBeenCalled();
  write.resolve(applied);
  await expect.element(done).toBeVisible();
});

it('goes on when Escape closes it while it sends, and says by a toast how it ended', async () => {
  const write = Promise.withResolvers<WriteResult>();
  const { answer } = await open();
  answer({ repointLink: () => write.promise });
  await press.click();
  await expect.element(page.getByText(say('sending.title'))).toBeVisible();
  await escape();
  await expectClosed();
  write.resolve(applied);
  await expect.element(done).toBeVisible();
  await page.getByRole('button', { name: sayCommon('action.dismiss') }).click();
});

it('says what was written, keeps the focus, and closes by Escape with an undo at hand', async () => {
  const { onWritten } = await open();
  await press.click();
  await expect.element(done).toBeVisible();
  await expect.element(page.getByText(say('done.undoHolds'))).toBeVisible();
  await expect.poll(() => onWritten.mock.calls).toEqual([['change-1']]);
  await expect.poll(holdsFocus).toBe(true);
  await escape();
  await expectClosed();
  await expect.element(page.getByRole('button', { name: say('toast.undo') })).toBeVisible();
  await page.getByRole('button', { name: sayCommon('action.dismiss') }).click();
});

it('shows what changed meanwhile, and writes only on the new basis', async () => {
  const moved = toView(key, toLinkState('app/v9/app.txt'), 'token-moved');
  const { answer, sent } = await open();
  answer({
    repointLink: () => new Refusal('state-changed', { now: moved }),
    preflight: () => toPreflight(moved, target),
  });
  await press.click();
  await expect.element(page.getByText(say('stale.title'))).toBeVisible();
  await expect
    .element(page.getByRole('region', { name: say('stale.columns.then') }))
    .toMatchTextContent('app/v1/app.txt');
  await expect
    .element(page.getByRole('region', { name: say('stale.columns.now') }))
    .toMatchTextContent('app/v9/app.txt');
  await expect
    .element(page.getByRole('region', { name: say('stale.columns.yours') }))
    .toMatchTextContent(target);
  await expect.poll(holdsFocus).toBe(true);
  answer({ repointLink: () => applied });
  await page.getByRole('button', { name: say('stale.take') }).click();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await press.click();
  await expect.element(done).toBeVisible();
  expect(sent('repointLink').map(({ headers }) => headers.get('if-match'))).toEqual([
    `"${now.token}"`,
    '"token-moved"',
  ]);
});

it('says why nothing was written, and goes back to the form as it was', async () => {
  const { answer, onWritten } = await open();
  answer({
    repointLink: () =>
      new Refusal('oss-unavailable', { upstream: { ossCode: 'ServiceUnavailable', ossRequestId: 'ABC123' } }),
  });
  await press.click();
  await expect.element(page.getByText(say('failed.title'))).toBeVisible();
  await expect.element(page.getByText(sayProblem('code.oss-unavailable.what'))).toBeVisible();
  await expect.element(page.getByText('ABC123')).toBeVisible();
  await expect.element(page.getByText(say('failed.byHand'))).not.toBeInTheDocument();
  await expect.poll(holdsFocus).toBe(true);
  await page.getByRole('button', { name: say('failed.again') }).click();
  await expect.element(targetField).toHaveValue(target);
  await expect.element(press).not.toHaveAttribute('aria-disabled');
  expect(onWritten).not.toHaveBeenCalled();
});

it('gives the ossutil line where the change cannot be recorded', async () => {
  const { answer } = await open();
  answer({ repointLink: () => new Refusal('change-not-recorded') });
  await press.click();
  await expect.element(page.getByText(sayProblem('code.change-not-recorded.what'))).toBeVisible();
  await expect.element(page.getByText('ossutil create-symlink')).toBeVisible();
  const omits = sayPart('ossutilOmits', { names: 'Cache-Control and x-oss-tagging', count: 2 });
  await expect.element(page.getByText(omits)).toBeVisible();
  await escape();
  await expectClosed();
});

it('names whose rule a missing right is, and offers no line that goes round it', async () => {
  const { answer } = await open();
  answer({ repointLink: () => new Refusal('right-missing') });
  await press.click();
  await expect.element(page.getByText(say('denied.signpost'))).toBeVisible();
  await expect.element(page.getByText('ossutil create-symlink')).not.toBeInTheDocument();
  await escape();
  await expectClosed();
});

it('looks up a write whose answer was lost, and sends it no second time', async () => {
  const { answer, sent } = await open();
  const listed = Promise.withResolvers<undefined>();
  answer({
    repointLink: () => lostAnswer,
    listChanges: async () => {
      await listed.promise;
      return { items: [applied.change], plans: [] };
    },
  });
  await press.click();
  await expect.element(page.getByText(say('unknown.lost'))).toBeVisible();
  await expect.poll(holdsFocus).toBe(true);
  listed.resolve(undefined);
  await expect.element(done).toBeVisible();
  expect(sent('repointLink')).toHaveLength(1);
});

it('sends nothing without the right, by button or key, and says whom to ask', async () => {
  await holdOnly(everywhere('link.read', 'link.create'));
  const { sent } = await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await expect.element(press).toHaveAccessibleDescription(sayDenied('link.repoint'));
  await press.click({ force: true });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(sent('repointLink')).toEqual([]);
});
