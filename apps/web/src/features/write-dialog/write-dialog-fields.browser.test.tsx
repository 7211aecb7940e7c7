import type { Finding } from '@signpost/link-model/write';
import i18next from 'i18next';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../testing/by-tip.ts';
import { Refusal } from '../../testing/fake-api.ts';
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

const say = i18next.getFixedT('en', 'sheet');
const sayFinding = i18next.getFixedT('en', 'findings');
const sayCommon = i18next.getFixedT('en', 'common');

const choice: Finding = { level: 'choose', code: 'target-missing' };
const found = (findings: readonly Finding[]) => () => toPreflight(now, target, findings);
const pressKeys = (keys: string): Promise<void> => userEvent.keyboard(keys);

it('lists the same file in other versions, marks the current one, and takes one by a press', async () => {
  await open({ siblings: ['app/v3/app.txt', 'app/v2/app.txt', 'app/v1/app.txt'] });
  const versions = page.getByRole('group', { name: say('versions.title') }).getByRole('radio');
  await expect.poll(() => versions.elements().length).toBe(3);
  await expect.element(page.getByRole('radio', { name: /^v1\/app\.txt.*current/ })).toBeInTheDocument();
  await expect.element(page.getByRole('radio', { name: /^v2\/app\.txt.*2 KiB/ })).toBeChecked();
  await page.getByRole('radio', { name: /^v3\/app\.txt/ }).click();
  await expect.element(targetField).toHaveValue('app/v3/app.txt');
  await pressKeys('{ArrowDown}{ArrowDown}');
  await expect.element(targetField).toHaveValue('app/v1/app.txt');
});

it.each([
  ['Escape', () => pressKeys('{Escape}')],
  ['the cross', () => dialog.getByRole('button', { name: sayCommon('action.close'), exact: true }).click()],
  ['Cancel', () => dialog.getByRole('button', { name: sayCommon('action.cancel'), exact: true }).click()],
  ['a press beside it', () => userEvent.click(document.body, { position: { x: 2, y: 2 }, force: true })],
])(
  'closes by %s without a question where a target was only picked, and asks once something was typed',
  async (_, close) => {
    await open({ siblings: ['app/v3/app.txt', 'app/v1/app.txt'] });
    await page.getByRole('radio', { name: /^v3\/app\.txt/ }).click();
    await expect.element(targetField).toHaveValue('app/v3/app.txt');
    await close();
    await expect.element(dialog).not.toBeInTheDocument();
    await opener.click();
    await page.getByRole('radio', { name: /^v3\/app\.txt/ }).click();
    await page.getByRole('textbox', { name: say('reason.label') }).fill('T-1');
    await close();
    await expect.element(page.getByText(say('leave.body'))).toBeVisible();
  },
);

it.each([
  ['offers to compare two objects', 'object', 'object', true],
  ['offers no comparison with a new target that does not exist', 'object', 'nothing', false],
  ['offers no comparison with an old target that does not exist', 'nothing', 'object', false],
] as const)('%s', async (_, before, after, offered) => {
  const cards = {
    object: {
      found: 'object',
      ...toObjectState(9).facts,
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    },
    nothing: { found: 'nothing', isPrefix: false },
  } as const;
  const link = { health: 'ok', reader: [], publicRead: 'private' } as const;
  await open({
    preflight: () => {
      const seen = toPreflight(now, target);
      return {
        ...seen,
        now: { ...seen.now, link: { ...link, target: { key: 'app/v1/app.txt', state: cards[before] } } },
        target: { key: target, state: cards[after] },
      };
    },
  });
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  expect(page.getByRole('button', { name: say('compare.show') }).elements()).toHaveLength(offered ? 1 : 0);
});

it('lists nothing where the file has no other version', async () => {
  await open({ siblings: ['app/v1/app.txt'] });
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await expect.element(page.getByRole('group', { name: say('versions.title') })).not.toBeInTheDocument();
});

it('keeps what is stored now in sight while the target cannot be read', async () => {
  await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await targetField.fill('oss://elsewhere/app.txt');
  await expect.element(targetField).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByText(say('side.now'), { exact: true })).toBeVisible();
  await expect.element(page.getByTip('app/v1/app.txt')).toBeVisible();
});

it('shows beside the button why it cannot be pressed', async () => {
  await open({ preflight: found([choice]) });
  await expect.element(press).toHaveAccessibleDescription(say('wait.choices'));
  const reason = page.getByText(say('wait.choices')).first();
  await expect.element(reason).toBeVisible();
});

it('leads to the open decision by the button and by Ctrl Enter', async () => {
  const { sent } = await open({ preflight: found([choice]) });
  const box = page.getByRole('checkbox', { name: sayFinding('accept.target-missing') });
  await expect.element(box).toBeVisible();
  await press.click({ force: true });
  await expect.poll(focused).toBe(box.element());
  targetField.element().focus();
  await pressKeys('{Control>}{Enter}{/Control}');
  await expect.poll(focused).toBe(box.element());
  expect(sent('repointLink')).toEqual([]);
});

it('puts right by default what readers could not decode, keeps saying why, and leaves it on request', async () => {
  const wrong: Finding = {
    level: 'choose',
    code: 'header-differs',
    header: 'contentEncoding',
    link: 'gzip',
    target: null,
  };
  const { answer, sent } = await open({ preflight: found([wrong]) });
  answer({
    preflight: ({ body }) => toPreflight(now, target, 'headers' in body && body.headers ? [] : [wrong]),
  });
  const fix = page.getByRole('radio', { name: sayFinding('act.removeHeader') });
  await expect.element(fix).toBeChecked();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await expect.element(page.getByText(sayFinding('found.encoding-only-link.title'))).toBeVisible();
  await page.getByRole('radio', { name: sayFinding('act.keepHeader', { value: 'gzip' }) }).click();
  await expect.element(fix).not.toBeChecked();
  await expect.element(press).not.toHaveAttribute('aria-disabled');
  await press.click();
  await expect.poll(() => sent('repointLink').length).toBe(1);
  expect(sent('repointLink')[0]?.body).toMatchObject({ accept: ['header-differs:contentEncoding'] });
  expect(sent('repointLink')[0]?.body.headers).toBeUndefined();
});

it('says at the field what OSS refuses in a target, and leads there', async () => {
  await open({ preflight: found([{ level: 'block', code: 'target-invalid', problem: 'too-long' }]) });
  await expect.element(targetField).toHaveAttribute('aria-invalid', 'true');
  await expect
    .element(targetField)
    .toHaveAccessibleDescription(expect.stringContaining(sayFinding('found.target-too-long.text')));
  await press.click({ force: true });
  await expect.poll(focused).toBe(targetField.element());
});

it('does not drop line breaks of what is pasted: it refuses it and says so', async () => {
  await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  paste(targetField.element(), 'app/a\nb.txt');
  await expect.element(page.getByText(sayCommon('field.lineBreaks'))).toBeVisible();
  await expect.element(targetField).toHaveValue(target);
  await expect.element(targetField).toHaveAttribute('aria-invalid', 'true');
  await targetField.fill('app/v3/app.txt');
  await expect.element(page.getByText(sayCommon('field.lineBreaks'))).not.toBeInTheDocument();
});

it('takes a line that was copied with its end', async () => {
  await open();
  expect(paste(targetField.element(), 'app/v3/app.txt\n')).toBe(true);
});

/** Pastes as the clipboard does; answers whether the browser goes on with it. */
function paste(field: Element, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', text);
  return field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

it('writes nothing while it asks whether to discard what was typed', async () => {
  const { sent } = await open({ preflight: found([choice]) });
  await page.getByRole('checkbox', { name: sayFinding('accept.target-missing') }).click();
  await expect.element(press).not.toHaveAttribute('aria-disabled');
  await pressKeys('{Escape}');
  const question = page.getByText(say('leave.body'));
  await expect.element(question).toBeVisible();
  await pressKeys('{Control>}{Enter}{/Control}');
  await pressKeys('{Escape}');
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(press).not.toHaveAttribute('aria-disabled');
  expect(sent('repointLink')).toEqual([]);
});

it('keeps its proposals beside their field when the field moves', async () => {
  await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  await targetField.click();
  await pressKeys('{ArrowDown}');
  const list = document.querySelector('[popover]');
  const gap = (): number =>
    (list?.getBoundingClientRect().top ?? 0) - targetField.element().getBoundingClientRect().bottom;
  await expect.poll(gap).toBeCloseTo(4, 0);
  // What appears above the field: no event tells of it.
  dialog.element().prepend(Object.assign(document.createElement('p'), { textContent: 'now nothing' }));
  await expect.poll(gap).toBeCloseTo(4, 0);
});

it('names who wrote meanwhile, and when', async () => {
  const moved = toView(key, toLinkState('app/v9/app.txt'), 'token-moved');
  const { answer } = await open();
  const other = toChange(now, 'app/v9/app.txt', { actor: 'ops1', after: toLinkState('app/v9/app.txt') });
  answer({
    repointLink: () => new Refusal('state-changed', { now: moved }),
    listChanges: () => ({ items: [other], plans: [] }),
  });
  await press.click();
  await expect
    .element(page.getByText(new RegExp(`^${say('stale.by.repoint', { actor: 'ops1' })} `)))
    .toBeVisible();
});

it('says in its title what was done, and leads to the next link of the list', async () => {
  const onNext = vi.fn<() => void>();
  await open({ onNext });
  await press.click();
  await expect
    .element(page.getByRole('heading', { name: say('doneTitle.repoint', { name: 'latest.txt' }) }))
    .toBeVisible();
  await page.getByRole('button', { name: say('done.next') }).click();
  expect(onNext).toHaveBeenCalledOnce();
});

it('does not warn in an undo that the earlier target is older', async () => {
  const older: Finding = {
    level: 'advise',
    code: 'target-older',
    lastModified: '2025-01-01T00:00:00Z',
    was: '2026-01-01T00:00:00Z',
  };
  await open({ subject: { action: 'undo', change: applied.change.id }, preflight: found([older]) });
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
});

it('shows in the empty header fields of a new link what it gets from the target', async () => {
  const plan = toPreflight(toView(key, { kind: 'absent' }), target);
  await open({
    subject: { action: 'create', key, target },
    preflight: () => ({
      ...plan,
      after: plan.after && { ...plan.after, headers: { contentEncoding: 'gzip' } },
    }),
  });
  await page.getByText(say('more.title')).click();
  await expect
    .element(page.getByRole('textbox', { name: 'Content-Encoding' }))
    .toHaveAttribute('placeholder', say('more.inherited', { value: 'gzip' }));
});

it('leads to the name that has to be typed before an object is lost', async () => {
  const object = toView(key, toObjectState(12));
  const lost: Finding = {
    level: 'prove',
    code: 'replaces-object',
    size: 12,
    etag: 'E',
    lastModified: '2026-01-01T00:00:00Z',
    recoverable: false,
  };
  await open({
    subject: { action: 'create', key, target },
    preflight: () => toPreflight(object, target, [lost]),
  });
  const proof = page.getByRole('textbox', { name: say('proof.name', { text: 'latest.txt' }) });
  await expect.element(proof).toBeVisible();
  await pressKeys('{Control>}{Enter}{/Control}');
  await expect.poll(focused).toBe(proof.element());
});

it('goes from its last button to its first by one Tab', async () => {
  await open();
  await expect.element(page.getByText(say('say.fine'))).toBeVisible();
  press.element().focus();
  await pressKeys('{Tab}');
  await expect.poll(focused).toBe(dialog.getByRole('button', { name: sayCommon('action.close') }).element());
});
