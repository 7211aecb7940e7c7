import i18next from 'i18next';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import { defaultLayout, stringifyLayout } from '../../../shared/ui/parts/column-layout.ts';
import { render } from '../../../testing/render.tsx';
import { toRow } from '../../../testing/sample-plans.ts';
import { PlanColumnMenu } from './plan-column-menu.tsx';
import { planColumnStore } from './plan-columns.ts';
import { PlanGrid } from './plan-grid.tsx';

const say = i18next.getFixedT('en', 'plans');
const rows = [toRow(1), toRow(2)];
const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
const toWidth = (name: string): number => head(name).element().getBoundingClientRect().width;
const listHeads = () =>
  page
    .getByRole('columnheader')
    .elements()
    .map((one) => one.textContent);

/** The rows of an open plan with the menu of their columns; `remount` draws another list in its place. */
async function show(width = 1000) {
  await page.viewport(width, 600);
  onTestFinished(() => page.viewport(800, 600));
  onTestFinished(() => planColumnStore.text.set(stringifyLayout(defaultLayout)));
  const toPage = (number: number) => (
    <>
      <PlanColumnMenu />
      <PlanGrid
        accepted={new Set()}
        key={number}
        narrow={width < 640}
        onDecide={() => undefined}
        onOpen={() => undefined}
        rows={rows}
        state="open"
        within=""
      />
    </>
  );
  const again = render(toPage(1));
  await expect.element(page.getByRole('grid')).toBeVisible();
  return { remount: () => again(toPage(2)) };
}

it('remembers a width that was set by keys, for heads and rows', async () => {
  const { remount } = await show();
  const name = say('rows.change');
  const grip = page.getByRole('separator', { name: `Width of ${name}` });
  const before = Math.round(toWidth(name));
  await expect.element(grip).toHaveAttribute('aria-valuenow', String(before));
  (grip.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(() => toWidth(name)).toBe(before - 16);
  remount();
  await expect.poll(() => toWidth(name)).toBe(before - 16);
  const cell = page.getByRole('row').nth(1).element().children[1]!;
  expect(cell.getBoundingClientRect().width).toBe(before - 16);
  expect(localStorage.getItem('signpost.columns.plan-rows')).toContain(`"change":${before - 16}`);
});

it('hides columns but never the key and what is done with it', async () => {
  const { remount } = await show();
  await page.getByRole('button', { name: 'Columns' }).click();
  const items = page.getByRole('menuitemcheckbox');
  await expect.element(items.first()).toBeVisible();
  expect(items.elements().map((one) => one.textContent)).toEqual([say('rows.change'), say('rows.findings')]);
  await items.nth(1).click();
  await userEvent.keyboard('{Escape}');
  const left = [say('rows.key'), say('rows.change'), say('rows.decision')];
  await expect.poll(listHeads).toEqual(left);
  remount();
  await expect.poll(listHeads).toEqual(left);
  expect(page.getByRole('row').nth(1).element().children).toHaveLength(3);
});

it('has one column of two lines where the window is narrow, whatever is hidden', async () => {
  planColumnStore.text.set('{"widths":{"change":300},"hidden":["findings"]}');
  await show(390);
  expect(listHeads()).toEqual([say('rows.key')]);
  const row = page.getByRole('row').nth(1).element();
  expect(row.children).toHaveLength(1);
  expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth);
});
