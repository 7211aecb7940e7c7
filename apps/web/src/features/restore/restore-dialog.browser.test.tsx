import type { BucketFacts, Change, KeyView, RestoreResult } from '@signpost/api-contract';
import axe from 'axe-core';
import i18next from 'i18next';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, lostAnswer, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { scope, toChange, toLinkState, toObjectState, toView } from '../../testing/sample-views.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import '../../styles/app.css';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'restore');
const sayPart = i18next.getFixedT('en', 'parts');
const key = 'app/latest.txt';
const target = 'app/v1/app.txt';

const dialog = page.getByRole('dialog');
const days = page.getByLabelText(say('form.days'));
// Its hint is part of its name.
const radio = (tier: 'Standard' | 'Bulk') =>
  page.getByRole('radio', { name: new RegExp(`^${say(`form.tierName.${tier}`)}`) });
const act = (count: number) => page.getByRole('button', { name: say('form.act', { count }), exact: true });

function toObjectView(storageClass: string, restore?: string): KeyView {
  const acl = { known: true, value: 'default' } as const;
  return {
    ...toView(target, { ...toObjectState(2048), storageClass }),
    object: { acl, ...(restore === undefined ? {} : { restore }) },
  };
}

function toLinkView(storageClass: string, restore?: string): KeyView {
  const { facts, type, headers, metadata } = toObjectState(2048);
  const state = {
    found: 'object',
    ...facts,
    storageClass,
    type,
    headers,
    metadata,
    ...(restore === undefined ? {} : { restore }),
  } as const;
  return {
    ...toView(key, toLinkState(target)),
    link: { health: 'cold', target: { key: target, state }, reader: [], publicRead: 'private' },
  };
}

const restoring = 'ongoing-request="true"';
const bucketFacts: BucketFacts = {
  name: scope.bucket,
  region: 'cn-hangzhou',
  publicUrl: 'https://releases.oss-cn-hangzhou.aliyuncs.com/',
} as BucketFacts;

const started: RestoreResult = { state: 'started', wait: { least: 60, most: 60 }, calls: 3 };

/** Opens the dialog over what `view` answers. */
async function open(view: () => KeyView, on = key, changes: Change[] = []) {
  const api = fakeApi({
    getObject: () => view(),
    getBucket: () => bucketFacts,
    restoreObject: () => started,
    listChanges: () => ({ items: changes, plans: [] }),
  });
  function Page() {
    const [shown, setShown] = useState(true);
    return shown && inRouter(<RestoreDialog {...scope} on={on} onClose={() => setShown(false)} />);
  }
  render(<Page />);
  await expect.element(dialog.getByText(target)).toBeVisible();
  return api;
}

it('asks for days and the class that were seen, says what it costs, and shows the wait', async () => {
  let view = toLinkView('Archive');
  const { sent, answer } = await open(() => view);
  await expect
    .element(page.getByText(say('form.charged.Archive', { size: '2 KiB', count: 1 }), { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText('--restore-request', { exact: false })).toBeVisible();
  await days.fill('3');
  answer({
    restoreObject: () => {
      view = toLinkView('Archive', restoring);
      return started;
    },
    listChanges: () => ({
      items: [
        toChange(toView(target, toObjectState(1)), null, {
          action: 'restore',
          at: new Date().toISOString(),
          restore: { storageClass: 'Archive', days: 3 },
        }),
      ],
      plans: [],
    }),
  });
  await act(3).click();
  const status = page.getByText(say('answer.started'));
  await expect.element(status).toBeVisible();
  await expect.poll(() => document.activeElement).toBe(status.element());
  await expect.element(page.getByText(sayPart('restore.readyIn', { time: '1 minute' }))).toBeVisible();
  await expect.element(act(3)).not.toBeInTheDocument();
  const [request] = sent('restoreObject');
  expect(request?.body).toEqual({ ...scope, key: target, storageClass: 'Archive', days: 3 });
  expect(request?.headers.get('if-match')).toBe('"E"');
  expect(sent('restoreObject')).toHaveLength(1);
});

it('offers the tiers of the class with wait and fee, and sends the one that is chosen by keyboard', async () => {
  const { sent } = await open(() => toObjectView('ColdArchive'), target);
  await expect.element(dialog).toHaveAccessibleName(say('titleObject', { key: 'app.txt' }));
  const tiers = page.getByRole('group', { name: say('form.tier') }).getByRole('radio');
  expect(tiers.elements()).toHaveLength(3);
  const bulk = radio('Bulk');
  await expect
    .element(bulk)
    .toHaveAccessibleDescription(
      `${say('form.wait.between', { least: '5 hours', most: '12 hours' })} ${say('form.fee.lowest')}`,
    );
  await expect.element(radio('Standard')).toBeChecked();
  radio('Standard').element().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(bulk).toBeChecked();
  days.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(say('answer.started'))).toBeVisible();
  expect(sent('restoreObject').map(({ body }) => body)).toMatchObject([{ tier: 'Bulk', days: 1 }]);
});

it('takes no more days than the class allows', async () => {
  const { sent } = await open(() => toLinkView('Archive'));
  for (const text of ['8', '0', '', '1.5', 'x']) {
    await days.fill(text);
    await expect.element(page.getByText(say('form.daysBad', { most: 7 }))).toBeVisible();
    await userEvent.keyboard('{Enter}');
  }
  await days.fill('7');
  await expect.element(act(7)).not.toHaveAttribute('aria-disabled');
  expect(sent('restoreObject')).toEqual([]);
});

it.each([
  ['is being restored', () => toLinkView('Archive', restoring), 'stage.restoring'],
  ['is of a class that is always read', () => toLinkView('Standard'), 'stage.readable'],
] as const)('offers nothing for what %s', async (_case, view, text) => {
  await open(view);
  await expect.element(page.getByText(say(text), { exact: true })).toBeVisible();
  await expect.element(days).not.toBeInTheDocument();
});

it('keeps a copy readable for longer, once', async () => {
  const restored = 'ongoing-request="false", expiry-date="Fri, 04 Dec 2026 10:00:00 GMT"';
  const { answer, sent } = await open(() => toLinkView('Archive', restored));
  await expect.element(page.getByText(say('form.extended', { count: 7 }))).toBeVisible();
  await expect
    .element(page.getByText(say('form.charged.Archive', { size: '2 KiB', count: 1 }), { exact: false }))
    .not.toBeInTheDocument();
  answer({ restoreObject: () => ({ state: 'extended', calls: 3 }) });
  await days.fill('5');
  const extend = page.getByRole('button', { name: say('form.extend', { count: 5 }), exact: true });
  await extend.click();
  await expect.element(page.getByText(say('answer.extended'))).toBeVisible();
  await expect.element(extend).not.toBeInTheDocument();
  expect(sent('restoreObject').map(({ body }) => body)).toMatchObject([{ days: 5 }]);
});

it('shows why it was refused, and can be asked again', async () => {
  const { answer, sent } = await open(() => toLinkView('Archive'));
  answer({ restoreObject: () => new Refusal('right-missing', { params: { right: 'object.restore' } }) });
  await act(1).click();
  await expect.element(page.getByText(say('refused'))).toBeVisible();
  answer({ restoreObject: () => lostAnswer });
  await act(1).click();
  await expect.poll(() => sent('restoreObject').length).toBe(2);
  await expect.element(page.getByText(say('refused'))).toBeVisible();
});

it('does not offer again what may still reach OSS', async () => {
  const { answer } = await open(() => toLinkView('Archive'));
  answer({ restoreObject: () => ({ state: 'unknown', calls: 1 }) });
  await act(1).click();
  await expect.element(page.getByText(say('answer.unknown'))).toBeVisible();
  await expect.element(act(1)).not.toBeInTheDocument();
});

it('axe finds nothing, before and after', async () => {
  let view = toObjectView('DeepColdArchive');
  await open(() => view, target);
  const look = async () => {
    const { violations } = await axe.run(dialog.element(), {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map(({ id }) => id);
  };
  expect(await look()).toEqual([]);
  view = toObjectView('DeepColdArchive', restoring);
  await act(1).click();
  await expect.element(page.getByText(sayPart('restore.restoring'), { exact: true })).toBeVisible();
  expect(await look()).toEqual([]);
});

it.each([
  ['a moment ago', 61_000, 'restore.soon'],
  ['long ago, so that somebody else has asked since', 3_600_000, 'restore.restoring'],
] as const)('does not count down what should have been done %s', async (_case, ago, text) => {
  const change = toChange(toView(target, toObjectState(1)), null, {
    action: 'restore',
    at: new Date(Date.now() - ago).toISOString(),
    restore: { storageClass: 'Archive', days: 3 },
  });
  await open(() => toLinkView('Archive', restoring), key, [change]);
  await expect.element(page.getByText(sayPart(text), { exact: true })).toBeVisible();
});

it('asks OSS for nothing where the target may not be restored', async () => {
  await holdOnly({ rights: ['object.restore'], bucket: scope.bucket, prefix: key }, everywhere('link.read'));
  const { sent } = await open(() => toLinkView('Archive'));
  await expect.element(act(1)).toHaveAccessibleDescription(sayDenied('object.restore'));
  await days.fill('1');
  await userEvent.keyboard('{Enter}');
  expect(sent('restoreObject')).toEqual([]);
});
