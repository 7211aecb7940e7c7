import i18next from 'i18next';
import { useRef } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import { defaultLayout, stringifyLayout } from '../../../shared/ui/parts/column-layout.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { render } from '../../../testing/render.tsx';
import { toListRows } from '../model/list-rows.ts';
import { noSelection } from '../model/selection.ts';
import { objectColumnStore } from './grid-columns.ts';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import { ObjectColumnMenu } from './object-column-menu.tsx';
import { ObjectGrid } from './object-grid.tsx';

const say = i18next.getFixedT('en', 'objects');
const rows = toListRows(
  [
    { key: 'a', size: 2, day: 2 },
    { key: 'b', size: 3, day: 1 },
    { key: 'c', size: 1, day: 3 },
  ].map(({ key, size, day }) => ({
    kind: 'object',
    key,
    size,
    etag: key,
    lastModified: `2026-01-0${day}T00:00:00Z`,
    storageClass: 'Standard',
    type: 'Normal',
  })),
);

function List({ whole, noLinks }: { whole: boolean; noLinks: boolean }) {
  return (
    <LinksUnsupportedContext value={noLinks}>
      <ObjectColumnMenu
        linksUnsupported={noLinks}
        trigger={<button type="button">Columns</button>}
        whole={whole}
      />
      <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
        <ObjectGrid
          ForecastMark={ForecastMark}
          grid={useRef(null)}
          label="Keys"
          moved={useRef(false)}
          narrow={false}
          onAction={() => {}}
          onMend={() => {}}
          onMenu={() => {}}
          onSelection={() => {}}
          openKey={undefined}
          pageId="columns"
          rows={rows}
          selection={noSelection}
          whole={whole}
          within=""
        />
      </div>
    </LinksUnsupportedContext>
  );
}

async function show({ whole = true, noLinks = false, width = 1200 } = {}) {
  await page.viewport(width, 600);
  onTestFinished(() => page.viewport(800, 600));
  onTestFinished(() => objectColumnStore.text.set(stringifyLayout(defaultLayout)));
  render(<List noLinks={noLinks} whole={whole} />);
  await expect.element(page.getByRole('grid')).toBeVisible();
}

const head = (column: 'key' | 'points' | 'size' | 'changed') =>
  page.getByRole('columnheader', { name: say(`column.${column}`), exact: true });
const listKeys = (): string[] =>
  [...document.querySelectorAll('[role=row][data-index]')]
    .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
    .map((row) => row.getAttribute('aria-label')!.slice(0, 1));
const listHeads = (): (string | null)[] =>
  page
    .getByRole('columnheader')
    .elements()
    .filter((one) => one.getBoundingClientRect().width > 0)
    .map((one) => one.getAttribute('aria-label'))
    .filter((name) => name !== null);

it('sorts a folder that is loaded whole, and remembers the order', async () => {
  await show();
  await userEvent.keyboard('{Escape}');
  await expect.poll(listKeys).toEqual(['a', 'b', 'c']);
  await expect.element(head('key')).toHaveAttribute('aria-sort', 'ascending');
  await head('changed').getByRole('button').click();
  await expect.poll(listKeys).toEqual(['c', 'a', 'b']);
  await expect.element(head('changed')).toHaveAttribute('aria-sort', 'descending');
  await head('size').getByRole('button').click();
  await expect.poll(listKeys).toEqual(['b', 'a', 'c']);
  expect(localStorage.getItem('signpost.columns.objects')).toContain('"sort":{"column":"size"');
});

it('keeps the order of OSS where the folder goes on, and says why', async () => {
  objectColumnStore.text.set('{"widths":{},"hidden":[],"sort":{"column":"changed","descending":true}}');
  await show({ whole: false });
  await expect.poll(listKeys).toEqual(['a', 'b', 'c']);
  await expect.element(head('key')).toHaveAttribute('aria-sort', 'ascending');
  expect(
    page
      .getByRole('columnheader')
      .getByRole('button', { name: say('column.changed') })
      .elements(),
  ).toEqual([]);
  await expect.element(head('changed')).toHaveAccessibleDescription(say('column.partly'));
  await expect.element(page.getByRole('menu').getByText(say('column.partly'))).toBeVisible();
});

it('hides columns but never the key, and gives heads and rows one width', async () => {
  await show();
  await page.getByRole('menuitemcheckbox', { name: say('column.points') }).click();
  await userEvent.keyboard('{Escape}');
  await expect
    .poll(listHeads)
    .toEqual(['key', 'health', 'size', 'class', 'changed'].map((id) => say(`column.${id as 'key'}`)));
  const grip = page.getByRole('separator', { name: `Width of ${say('column.size')}` });
  (grip.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(grip).toHaveAttribute('aria-valuenow', '128');
  const cell = page.getByRole('row').nth(1).getByRole('gridcell').nth(2).element();
  expect(cell.textContent).toBe('2 B');
  expect(cell.getBoundingClientRect().width).toBe(128);
});

it('lets size, class and age give way in a narrow list', async () => {
  await show({ width: 680 });
  expect(listHeads()).toEqual([say('column.key'), say('column.points'), say('column.health')]);
});

it('has no columns of links where there can be none', async () => {
  await show({ noLinks: true, width: 680 });
  expect(listHeads()).toEqual([say('column.key'), say('column.size'), say('column.changed')]);
  await expect.element(page.getByRole('menuitemcheckbox').first()).toBeVisible();
  expect(page.getByRole('menuitemcheckbox').elements()).toHaveLength(3);
});
