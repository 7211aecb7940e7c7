import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { ColumnHead } from './column-head.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { createColumnStore } from './column-store.ts';
import { useColumns } from './use-columns.ts';

type Id = 'key' | 'health';
const labels: Record<Id, string> = { key: 'Key', health: 'Health' };
const storageKey = 'signpost.columns.test';

function show(): void {
  const store = createColumnStore<Id>('test', [
    { id: 'key', width: 300, fixed: true },
    { id: 'health', width: 100, min: 80, max: 160 },
  ]);
  function Head() {
    const columns = useColumns(store);
    return (
      <>
        <ColumnMenu columns={columns} labels={labels} />
        <div role="grid" aria-label="Keys">
          <div role="row" style={{ display: 'grid', width: 700, gridTemplateColumns: columns.template }}>
            {columns.shown.map((spec) => (
              <ColumnHead
                columns={columns}
                key={spec.id}
                label={labels[spec.id]}
                sortable={spec.id === 'health'}
                spec={spec}
              />
            ))}
          </div>
        </div>
      </>
    );
  }
  onTestFinished(() => localStorage.removeItem(storageKey));
  render(<Head />);
}

const grip = page.getByRole('separator', { name: 'Width of Health' });
const head = page.getByRole('columnheader', { name: 'Health' });
const stored = (): unknown => JSON.parse(localStorage.getItem(storageKey) ?? 'null');

it('sets a width by the arrows, within its limits, and remembers it', async () => {
  show();
  await expect.element(grip).toHaveAttribute('aria-valuenow', '100');
  (grip.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(grip).toHaveAttribute('aria-valuenow', '116');
  await userEvent.keyboard('{End}');
  await expect.element(grip).toHaveAttribute('aria-valuenow', '160');
  await userEvent.keyboard('{ArrowRight}');
  expect(stored()).toEqual({ widths: { health: 160 }, hidden: [] });
});

it('sets a width by the pointer, and takes it back by a double click', async () => {
  show();
  await expect.element(grip).toHaveAttribute('aria-valuenow', '100');
  const bar = grip.element();
  const drag = (type: string, clientX: number): boolean =>
    bar.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX, pointerId: 1 }));
  // Only a pointer that is pressed can be captured, and this one is made up.
  bar.setPointerCapture = () => undefined;
  drag('pointerdown', 400);
  drag('pointermove', 430);
  drag('pointerup', 430);
  await expect.element(grip).toHaveAttribute('aria-valuenow', '130');
  drag('pointermove', 500);
  await expect.element(grip).toHaveAttribute('aria-valuenow', '130');
  bar.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  await expect.element(grip).toHaveAttribute('aria-valuenow', '100');
});

it('sorts upwards, downwards and not at all', async () => {
  show();
  const button = page.getByRole('button', { name: 'Health' });
  await button.click();
  await expect.element(head).toHaveAttribute('aria-sort', 'ascending');
  await button.click();
  await expect.element(head).toHaveAttribute('aria-sort', 'descending');
  await button.click();
  await expect.element(head).not.toHaveAttribute('aria-sort');
});

it('hides a column, keeps the one that names the row, and brings all back', async () => {
  show();
  const menu = page.getByRole('button', { name: 'Columns' });
  await menu.click();
  expect(page.getByRole('menuitemcheckbox').elements()).toHaveLength(1);
  await page.getByRole('menuitemcheckbox', { name: 'Health' }).click();
  await expect.poll(stored).toEqual({ widths: {}, hidden: ['health'] });
  await page.getByRole('menuitem', { name: 'Reset columns' }).click();
  await expect.element(head).toBeVisible();
  expect(stored()).toEqual({ widths: {}, hidden: [] });
});
