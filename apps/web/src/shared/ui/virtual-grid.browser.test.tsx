import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { markArrival } from '../lib/arrival.ts';
import { gridLayout } from '../../testing/grid-layout.ts';
import { render } from '../../testing/render.tsx';
import { GridCell, GridRow } from './grid-row.tsx';
import { VirtualGrid } from './virtual-grid.tsx';

const toRows = (count: number): string[] => Array.from({ length: count }, (_, at) => `key ${at}`);
const focused = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');
const grid = page.getByRole('grid');

interface ListProps {
  rows: readonly string[];
  onOpen: (row: string) => void;
  takeFocus?: () => 'row' | 'never';
}

function List({ rows, onOpen, takeFocus = () => 'row' }: ListProps) {
  return (
    <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
      <style>{gridLayout}</style>
      <VirtualGrid
        header={null}
        label="Keys"
        onOpen={onOpen}
        openId={undefined}
        renderRow={(row, position) => (
          <GridRow {...position} className="flex" key={row} name={row} open={false}>
            <GridCell>{row}</GridCell>
          </GridRow>
        )}
        rowHeight={30}
        rows={rows}
        takeFocus={takeFocus}
        toId={(row) => row}
      />
    </div>
  );
}

async function show(count: number) {
  const onOpen = vi.fn<(row: string) => void>();
  const rows = toRows(count);
  const again = render(<List onOpen={onOpen} rows={rows} />);
  await expect.element(grid).toBeInTheDocument();
  return {
    onOpen: () => onOpen.mock.calls.map(([row]) => row),
    show: (next: readonly string[]) => again(<List onOpen={onOpen} rows={next} />),
    rows,
  };
}

it.each([0, 1, 10_001])('says how many rows it has: %i', async (count) => {
  await show(count);
  await expect.element(grid).toHaveAttribute('aria-rowcount', String(count + 1));
});

it('keeps only what can be seen of 10,001 rows in the document', async () => {
  await show(10_001);
  await expect.element(page.getByRole('row', { name: 'key 0', exact: true })).toBeInTheDocument();
  expect(page.getByRole('row').elements().length).toBeLessThan(100);
});

it('has one stop for Tab, which is its first row', async () => {
  await show(3);
  await expect.poll(focused).toBe('key 0');
  expect(document.querySelectorAll('[role=row][tabindex="0"]')).toHaveLength(1);
});

it.each([
  ['{ArrowDown}', 'key 1'],
  ['{ArrowDown}{ArrowDown}{ArrowUp}', 'key 1'],
  ['{ArrowUp}', 'key 0'],
  ['{End}', 'key 10000'],
  ['{End}{ArrowDown}', 'key 10000'],
  ['{End}{Home}', 'key 0'],
])('moves by %s to %s', async (keys, row) => {
  await show(10_001);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard(keys);
  await expect.poll(focused).toBe(row);
});

it('opens the row that has the focus by Enter, and any row by a click', async () => {
  const list = await show(5);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(list.onOpen).toEqual(['key 1']);
  await page.getByRole('row', { name: 'key 3' }).click();
  await expect.poll(list.onOpen).toEqual(['key 1', 'key 3']);
});

it('keeps the focus on its row when rows before it go', async () => {
  const list = await show(5);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(focused).toBe('key 2');
  list.show(list.rows.slice(1));
  await expect.element(page.getByRole('row', { name: 'key 0' })).not.toBeInTheDocument();
  expect(focused()).toBe('key 2');
});

it('keeps the keyboard in the list when the row with the focus is deleted', async () => {
  const list = await show(5);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(focused).toBe('key 2');
  list.show(list.rows.filter((row) => row !== 'key 2'));
  await expect.element(page.getByRole('row', { name: 'key 2' })).not.toBeInTheDocument();
  await expect.poll(() => grid.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('key 4');
});

it('gives the focus to the row before it when the last row is deleted', async () => {
  const list = await show(3);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('key 2');
  list.show(list.rows.slice(0, 2));
  await expect.poll(focused).toBe('key 1');
});

it('leaves the focus to a control outside when the row it was at is deleted', async () => {
  const list = await show(3);
  await expect.poll(focused).toBe('key 0');
  const outside = document.body.appendChild(document.createElement('input'));
  onTestFinished(() => outside.remove());
  outside.focus();
  list.show(list.rows.slice(1));
  await expect.element(page.getByRole('row', { name: 'key 0' })).not.toBeInTheDocument();
  await expect.element(page.getByRole('row', { name: 'key 1' })).toHaveAttribute('tabindex', '0');
  expect(document.activeElement).toBe(outside);
});

it('takes no key where the last of its rows is gone, and starts again with the next one', async () => {
  const list = await show(1);
  await expect.poll(focused).toBe('key 0');
  list.show([]);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1');
  await userEvent.keyboard('{ArrowDown}{End}{Enter}');
  expect(list.onOpen()).toEqual([]);
  list.show(['key 7']);
  await expect.element(page.getByRole('row', { name: 'key 7' })).toHaveAttribute('tabindex', '0');
});

it.each(['{ArrowDown}', '{ArrowUp}', 'j', 'k'])(
  'is entered by %s while nothing has the focus',
  async (key) => {
    render(<List onOpen={() => undefined} rows={toRows(3)} takeFocus={() => 'never'} />);
    await expect.element(page.getByRole('row', { name: 'key 0' })).toBeInTheDocument();
    expect(document.activeElement).toBe(document.body);
    await userEvent.keyboard(key);
    await expect.poll(focused).toBe('key 0');
    await userEvent.keyboard('j');
    await expect.poll(focused).toBe('key 1');
  },
);

it('leaves the keys to what has the focus', async () => {
  render(<List onOpen={() => undefined} rows={toRows(3)} takeFocus={() => 'never'} />);
  await expect.element(page.getByRole('row', { name: 'key 0' })).toBeInTheDocument();
  const outside = document.body.appendChild(document.createElement('button'));
  onTestFinished(() => outside.remove());
  outside.focus();
  await userEvent.keyboard('{ArrowDown}j');
  expect(document.activeElement).toBe(outside);
});

/** A link of the page's navigation that has the focus. */
function focusedLink(): HTMLAnchorElement {
  const link = document.body.appendChild(document.createElement('a'));
  link.href = '#list';
  onTestFinished(() => link.remove());
  link.focus();
  return link;
}

it('takes the focus from the link that led to it, so that keys act on it at once', async () => {
  focusedLink();
  markArrival();
  render(<List onOpen={() => undefined} rows={toRows(3)} takeFocus={() => 'never'} />);
  await expect.poll(focused).toBe('key 0');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('key 1');
});

it('takes no focus that has moved on since, nor on the first page, nor from a field', async () => {
  const first = focusedLink();
  const again = render(
    <List key="first" onOpen={() => undefined} rows={toRows(3)} takeFocus={() => 'never'} />,
  );
  await expect.element(page.getByRole('row', { name: 'key 0' })).toBeInTheDocument();
  expect(document.activeElement).toBe(first);
  markArrival();
  const next = focusedLink();
  again(<List key="second" onOpen={() => undefined} rows={toRows(4)} takeFocus={() => 'never'} />);
  await expect.element(page.getByRole('row', { name: 'key 3' })).toBeInTheDocument();
  expect(document.activeElement).toBe(next);
  const field = document.body.appendChild(document.createElement('input'));
  onTestFinished(() => field.remove());
  field.focus();
  markArrival();
  again(<List key="third" onOpen={() => undefined} rows={toRows(5)} takeFocus={() => 'never'} />);
  await expect.element(page.getByRole('row', { name: 'key 4' })).toBeInTheDocument();
  expect(document.activeElement).toBe(field);
});
