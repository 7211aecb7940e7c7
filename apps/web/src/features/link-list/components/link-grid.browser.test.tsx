import type { IndexedLink, LinkSort } from '@signpost/api-contract';
import type { Health } from '@signpost/link-model/health';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import healthInChinese from '../../../locales/zh-CN/health.json';
import rowsInChinese from '../../../locales/zh-CN/rows.json';
import { defaultLayout, stringifyLayout } from '../../../shared/ui/parts/column-layout.ts';
import { render } from '../../../testing/render.tsx';
import type { SortedColumn } from '../model/link-sorting.ts';
import { isSelected } from '../../../shared/ui/parts/selection.ts';
import { emptyRange } from '../../../shared/ui/parts/selection-range.ts';
import { toId } from '../model/selected-links.ts';
import { LinkColumnMenu } from './link-column-menu.tsx';
import { linkColumnStore } from './link-columns.ts';
import { LinkGrid } from './link-grid.tsx';

i18next.addResourceBundle('zh-CN', 'health', healthInChinese);
i18next.addResourceBundle('zh-CN', 'rows', rowsInChinese);
const say = i18next.getFixedT('en', 'rows');

const toLink = (key: string, health: Health, more: Partial<IndexedLink> = {}): IndexedLink => ({
  bucket: 'acme-releases',
  key,
  target: `cli/2.14.0/a-file-with-a-name-of-some-length-${key}`,
  health,
  chain: [],
  lastModified: '2026-01-01T00:00:00Z',
  ...more,
});
const broken = [
  toLink('missing.txt', 'missing'),
  toLink('chained.txt', 'chained'),
  toLink('cold.txt', 'cold'),
  toLink('served.txt', 'ok', { servedWrongly: ['contentEncoding'] }),
];
const whole = [toLink('fine.txt', 'ok'), toLink('hidden.txt', 'forbidden')];

async function show(rows: readonly IndexedLink[], width: number) {
  await page.viewport(width, 600);
  onTestFinished(() => page.viewport(800, 600));
  onTestFinished(() => linkColumnStore.text.set(stringifyLayout(defaultLayout)));
  const onMend = vi.fn<(link: IndexedLink) => void>();
  const onOpen = vi.fn<(link: IndexedLink) => void>();
  let selected = emptyRange;
  /** The page with the list: each number is another list in the place of the one before. */
  const toPage = (number: number, sort?: LinkSort, sortedBy?: SortedColumn): ReactNode => (
    <div style={{ height: 560, display: 'flex' }}>
      <div style={{ display: 'flex', minWidth: 0, flex: 1, flexDirection: 'column' }}>
        <LinkColumnMenu />
        <LinkGrid
          key={number}
          narrow={width < 640}
          onMend={onMend}
          onMenu={() => {}}
          onOpen={onOpen}
          onRange={(range) => {
            selected = range;
            again(toPage(number, sort, sortedBy));
          }}
          onRepoint={() => {}}
          range={selected}
          onSort={(next, by) => again(toPage(number + 1, next, by))}
          openAt={undefined}
          rows={rows}
          sort={sort}
          sortedBy={sortedBy}
        />
      </div>
    </div>
  );
  const again = render(toPage(1));
  await expect.element(page.getByRole('grid')).toBeVisible();
  return {
    mended: () => onMend.mock.calls.map(([{ key }]) => key),
    onOpen,
    selected: () => rows.map(toId).filter((id) => isSelected(selected.selection, id)),
    remount: () => again(toPage(2)),
  };
}

const remedies = () => [...document.querySelectorAll<HTMLElement>('[data-action="remedy"]')];

it.each([
  ['en', 1200],
  ['en', 640],
  ['en', 390],
  ['zh-CN', 1200],
  ['zh-CN', 640],
  ['zh-CN', 390],
])('offers what mends a link in its row, not cut (%s, %i px)', async (language, width) => {
  await i18next.changeLanguage(language);
  onTestFinished(async () => void (await i18next.changeLanguage('en')));
  await show([...broken, ...whole], width);
  await expect.poll(() => remedies().length).toBe(4);
  const words = i18next.getFixedT(language, 'rows');
  expect(remedies().map((one) => one.textContent)).toEqual(
    (['repair', 'flatten', 'restore', 'fixHeaders'] as const).map((id) => words(`remedy.${id}.label`)),
  );
  for (const one of remedies()) {
    const cell = one.closest('[role=row]')!.getBoundingClientRect();
    const box = one.getBoundingClientRect();
    const menu = one.closest('[role=row]')!.querySelector('[data-action="menu"]')!.getBoundingClientRect();
    expect(one.scrollWidth, one.textContent).toBeLessThanOrEqual(one.clientWidth);
    expect(box.bottom).toBeLessThanOrEqual(cell.bottom);
    expect(box.top).toBeGreaterThanOrEqual(cell.top);
    expect(box.right, one.textContent).toBeLessThanOrEqual(menu.left);
    expect(box.height).toBeGreaterThanOrEqual(width < 640 ? 44 : 24);
  }
});

it('keeps no room for it where every link works', async () => {
  await show(whole, 1200);
  await expect.element(page.getByRole('row', { name: /^fine\.txt/ })).toBeVisible();
  expect(remedies()).toEqual([]);
  expect(page.getByRole('columnheader').elements()).toHaveLength(6);
});

it('mends by the button and by a letter, and opens nothing beside it', async () => {
  const { mended, onOpen } = await show(broken, 1200);
  await page.getByRole('button', { name: say('remedy.repair.name', { key: 'missing.txt' }) }).click();
  expect(mended()).toEqual(['missing.txt']);
  await userEvent.keyboard('{ArrowDown}p');
  expect(mended()).toEqual(['missing.txt', 'chained.txt']);
  expect(onOpen).not.toHaveBeenCalled();
});

const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
const grip = (name: string) => page.getByRole('separator', { name: `Width of ${name}` });
const toWidth = (name: string): number => head(name).element().getBoundingClientRect().width;

it('remembers a width that was set by keys, for heads and rows', async () => {
  const { remount } = await show([...broken, ...whole], 1200);
  await expect.element(grip('Key')).toHaveAttribute('aria-valuenow', String(Math.round(toWidth('Key'))));
  const before = toWidth('Key');
  (grip('Key').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  const wider = Math.round(before) + 16;
  await expect.poll(() => toWidth('Key')).toBe(wider);
  remount();
  await expect.poll(() => toWidth('Key')).toBe(wider);
  const cell = page.getByRole('row', { name: /^fine\.txt/ }).element().children[2]!;
  expect(cell.getBoundingClientRect().width).toBe(wider);
  expect(localStorage.getItem('signpost.columns.links')).toBe(`{"widths":{"key":${wider}},"hidden":[]}`);
});

it('shrinks columns before anything runs out of the list', async () => {
  await show([...broken, ...whole], 800);
  for (const name of ['Key', 'Leads to', 'Health']) {
    await expect.element(grip(name)).toBeInTheDocument();
    (grip(name).element() as HTMLElement).focus();
    await userEvent.keyboard('{End}');
  }
  await expect.poll(() => toWidth('Leads to')).toBeGreaterThan(64);
  for (const row of page.getByRole('row').elements())
    expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth);
  for (const one of document.querySelectorAll('[role=gridcell] .truncate'))
    expect(one.getBoundingClientRect().right).toBeLessThanOrEqual(
      one.closest('[role=gridcell]')!.getBoundingClientRect().right,
    );
});

it('keeps a column hidden, and always shows the key', async () => {
  const { remount } = await show([...broken, ...whole], 1200);
  await page.getByRole('button', { name: 'Columns' }).click();
  const items = page.getByRole('menuitemcheckbox');
  await expect.element(items.first()).toBeVisible();
  expect(items.elements().map((one) => one.textContent)).toEqual([
    'Bucket',
    'Leads to',
    'Health',
    'Written',
    'Repair',
  ]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}{Escape}');
  await expect.poll(() => head('Leads to').elements()).toEqual([]);
  remount();
  await expect.element(head('Written')).toBeVisible();
  expect(
    page
      .getByRole('columnheader')
      .elements()
      .map((one) => one.textContent),
  ).toEqual(['', 'Bucket', 'Key', 'Health', 'Written', 'Repair']);
  expect(page.getByRole('row', { name: /^fine\.txt/ }).element().children).toHaveLength(7);
});

it('is sorted by its heads, and the head that was pressed has the focus again', async () => {
  await show([...broken, ...whole], 1200);
  await expect.element(head('Key')).toHaveAttribute('aria-sort', 'ascending');
  const button = head('Written').getByRole('button');
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(head('Written')).toHaveAttribute('aria-sort', 'descending');
  await expect.element(head('Key')).not.toHaveAttribute('aria-sort');
  await expect.element(button).toHaveFocus();
  // The keys that move in the list are not its keys.
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(button).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(head('Written')).toHaveAttribute('aria-sort', 'ascending');
  await head('Health').getByRole('button').click();
  await expect.element(head('Health')).toHaveAttribute('aria-sort', 'descending');
  expect(head('Leads to').getByRole('button').elements()).toEqual([]);
});

it('selects rows with keys: Space one, Shift a range, Ctrl A all, Escape none', async () => {
  const { selected } = await show(broken, 1000);
  const all = broken.map(toId);
  await page.getByRole('row', { name: /chained\.txt/ }).click({ modifiers: ['Control'] });
  expect(selected()).toEqual([all[1]]);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await expect.poll(selected).toEqual(all.slice(1));
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await expect.poll(selected).toEqual(all.slice(1, 3));
  await userEvent.keyboard(' ');
  await expect.poll(selected).toEqual([all[1]]);
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(selected).toEqual(all);
  await expect
    .element(page.getByRole('row', { name: /served\.txt/ }))
    .toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Escape}');
  await expect.poll(selected).toEqual([]);
});

it('selects with the pointer at the edge of a row, which opens nothing', async () => {
  const { selected, onOpen } = await show(whole, 390);
  await page.getByRole('row', { name: /fine\.txt/ }).click({ position: { x: 12, y: 20 } });
  await expect.poll(selected).toEqual([toId(whole[0]!)]);
  expect(onOpen).not.toHaveBeenCalled();
  await page.getByRole('button', { name: i18next.getFixedT('en', 'links')('row.markAll') }).click();
  await expect.poll(selected).toEqual(whole.map(toId));
});

it('keeps the bucket in a tight list only where it tells rows apart', async () => {
  const bucket = page.getByRole('columnheader', { name: i18next.t('links:column.bucket'), exact: true });
  await show([...whole, toLink('other.txt', 'ok', { bucket: 'acme-cdn' })], 800);
  await expect.element(bucket).toBeVisible();
});

it('tells health by its shape alone in a tight list of one bucket', async () => {
  await show(whole, 800);
  await expect
    .element(page.getByRole('columnheader', { name: i18next.t('links:column.bucket'), exact: true }))
    .not.toBeInTheDocument();
  const word = page.getByText(i18next.getFixedT('en', 'health')('word.forbidden'), { exact: true }).element();
  expect(word.getBoundingClientRect().width).toBeLessThan(2);
});

it('says beside the health of a link that works what breaks it soon, by which rule, and reads it aloud', async () => {
  const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const toForecast = (what: 'cold' | 'deleted', days: number) => ({
    forecast: { what, at: at(days), rule: 'cold-60', prefix: '' },
  });
  const rows = [
    toLink('soon.txt', 'ok', toForecast('cold', 19.5)),
    toLink('later.txt', 'ok', toForecast('deleted', 41)),
    toLink('broken.txt', 'cold', toForecast('deleted', 6)),
  ];
  await show(rows, 1200);
  await expect.element(page.getByRole('row', { name: /^soon\.txt .*: ok, cold in 19 d$/ })).toBeVisible();
  const marks = page.getByText(/ in \d+ d$/).elements();
  expect(marks.map((mark) => mark.textContent)).toEqual(['cold in 19 d']);
  expect(marks[0]?.closest('[data-tip]')?.getAttribute('data-tip')).toContain(
    'lifecycle rule cold-60 for the whole bucket',
  );
  expect(marks[0]!.scrollWidth).toBeLessThanOrEqual(marks[0]!.clientWidth);
});

it('says beside a missing target that a mirror rule may fetch it, which rule, and reads it aloud', async () => {
  const mirror = { prefix: 'app/' };
  await show([toLink('far.txt', 'missing', { mirror }), toLink('gone.txt', 'missing')], 1200);
  const say = i18next.getFixedT('en', 'rows');
  await expect.element(page.getByRole('row', { name: /^far\.txt .*: missing, mirror$/ })).toBeVisible();
  const marks = page.getByText(say('mirror.mark'), { exact: true }).elements();
  expect(marks).toHaveLength(1);
  const title = marks[0]?.closest('[data-tip]')?.getAttribute('data-tip');
  expect(title).toBe(say('mirror.rule', { prefix: 'app/' }));
  expect(marks[0]!.scrollWidth).toBeLessThanOrEqual(marks[0]!.clientWidth);
});
