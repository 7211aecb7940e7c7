import type { ResolvedLink } from '@signpost/api-contract';
import axe from 'axe-core';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { scope } from '../../testing/sample-views.ts';
import { RestoreManyDialog, type RestoreManyDialogProps } from './restore-many-dialog.tsx';
import '../../styles/app.css';

const say = i18next.getFixedT('en', 'restore');
const sayPart = i18next.getFixedT('en', 'parts');
const dialog = page.getByRole('dialog');
const act = (count: number) => page.getByRole('button', { name: say('many.act', { count }), exact: true });

function toLink(key: string, target: string, more: Partial<ResolvedLink> = {}): ResolvedLink {
  const reached = {
    size: 1024,
    lastModified: '2026-11-22T10:00:00.000Z',
    storageClass: 'Archive',
    etag: target,
  };
  return { key, target, health: 'cold', reached, checkedAt: '2026-11-22T10:00:00.000Z', ...more };
}

const twoOfOne = [toLink('a', 'v1'), toLink('b', 'v1'), toLink('c', 'v2')];
const deep = toLink('d', 'v3', {
  reached: { ...twoOfOne[0]!.reached!, storageClass: 'ColdArchive', etag: 'v3', size: 2048 },
});

/** Opens the dialog over links that are looked up as `found`. */
function open(
  found: ResolvedLink[],
  links: RestoreManyDialogProps['links'] = { by: 'keys', keys: ['a', 'b'] },
) {
  const api = fakeApi({
    resolveLinks: () => ({ items: found, calls: 4 }),
    restoreObject: () => ({ state: 'started', wait: { least: 60, most: 60 }, calls: 3 }),
  });
  render(<RestoreManyDialog {...scope} links={links} onClose={() => {}} />);
  return api;
}

it('restores each object once, with what was read of it, and says what became of it', async () => {
  const { sent } = open([...twoOfOne, toLink('ok', 'v9', { health: 'ok' })]);
  await expect.element(page.getByText(say('many.found', { count: 2, size: '2 KiB' }))).toBeVisible();
  await expect
    .element(page.getByText(say('form.charged.Archive', { size: '2 KiB', count: 2 }), { exact: false }))
    .toBeVisible();
  await page.getByLabelText(say('form.days')).fill('3');
  await act(2).click();
  await expect.element(page.getByText(say('many.answer.started', { count: 2 }))).toBeVisible();
  const requests = sent('restoreObject');
  expect(requests.map(({ body }) => body)).toEqual(
    ['v1', 'v2'].map((key) => ({ ...scope, key, storageClass: 'Archive', days: 3 })),
  );
  expect(requests.map(({ headers }) => headers.get('if-match'))).toEqual(['"v1"', '"v2"']);
  await expect.element(act(2)).not.toBeInTheDocument();
  expect((await axe.run(dialog.element())).violations).toEqual([]);
});

it('restores one class at a time, with its own days and tiers', async () => {
  const { sent } = open([...twoOfOne, deep]);
  await expect.element(act(2)).toBeVisible();
  const classes = page.getByRole('group', { name: say('many.class') }).getByRole('radio');
  expect(classes.elements()).toHaveLength(2);
  classes.first().element().focus();
  await userEvent.keyboard('{ArrowDown}');
  await act(1).click();
  await expect.element(page.getByText(say('many.answer.started', { count: 1 }))).toBeVisible();
  expect(sent('restoreObject').map(({ body }) => body)).toMatchObject([
    { key: 'v3', storageClass: 'ColdArchive', tier: 'Standard' },
  ]);
});

it('lists what was refused with the reason, beside what has begun', async () => {
  const { answer } = open(twoOfOne);
  let asked = 0;
  answer({
    restoreObject: () =>
      (asked += 1) === 1
        ? new Refusal('right-missing', { params: { right: 'object.restore' } })
        : { state: 'in-progress', calls: 1 },
  });
  await act(2).click();
  await expect.element(page.getByText(say('many.refused', { count: 1 }))).toBeVisible();
  await expect.element(page.getByText(say('many.answer.in-progress', { count: 1 }))).toBeVisible();
  await expect.element(dialog.getByText('v1')).toBeVisible();
});

it('asks for nothing more once it is stopped', async () => {
  const many = Array.from({ length: 30 }, (_, n) => toLink(`l${n}`, `v${n}`));
  const { answer, sent } = open(many);
  const held = Promise.withResolvers<void>();
  answer({
    restoreObject: async () => {
      await held.promise;
      return { state: 'started', calls: 3 };
    },
  });
  await act(30).click();
  await page.getByRole('button', { name: sayPart('progress.stop') }).click();
  held.resolve();
  await expect.element(page.getByText(say('many.answer.started', { count: 3 }))).toBeVisible();
  await expect
    .element(page.getByText(sayPart('progress.state.stopped'), { exact: false }).first())
    .toBeVisible();
  expect(sent('restoreObject')).toHaveLength(3);
});

it('looks up the cold ones alone of what a filter selects, and says so where there are none', async () => {
  const api = open([], { by: 'filter', filter: { prefix: 'app/', health: 'broken' }, except: ['x'] });
  api.answer({
    listLinks: () => ({
      items: [],
      total: 0,
      byHealth: {},
      served: { wrong: 0, checked: 0 },
      breaksSoon: 0,
      forecastsUnknownIn: [],
      coverage: [],
    }),
  });
  await expect.element(page.getByText(say('many.none'))).toBeVisible();
  expect(api.sent('restoreObject')).toEqual([]);
});
