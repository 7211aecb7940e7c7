import i18next from 'i18next';
import { useRef, useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { gridLayout } from '../../../testing/grid-layout.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { render } from '../../../testing/render.tsx';
import type { RowAction } from '../model/grid-keys.ts';
import { toListRows } from '../model/list-rows.ts';
import { noSelection } from '../model/selection.ts';
import { ObjectGrid } from './object-grid.tsx';

const say = i18next.getFixedT('en', 'objects');
const keys = ['0', '1', '2', '3', '4', '5'];
const rows = toListRows(
  keys.map((key) => ({
    kind: 'object',
    key,
    size: 1,
    etag: key,
    lastModified: '2026-01-01T00:00:00Z',
    storageClass: 'Standard',
    type: 'Normal',
  })),
);

const rowOf = (key: string) =>
  page.getByRole('row', { name: say('row.objectName', { name: key, size: '1 B' }) });
const focused = (): string | undefined => {
  const name = document.activeElement?.getAttribute('aria-label') ?? '';
  return keys.find((key) => name.startsWith(`${key},`));
};
const selected = (): string[] =>
  [...document.querySelectorAll('[role=row][aria-selected=true]')].map(
    (row) => row.getAttribute('aria-label')?.[0] ?? '',
  );

function List({ onAction }: { onAction: (action: RowAction) => void }) {
  const [selection, setSelection] = useState(noSelection);
  return (
    <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
      <style>{gridLayout}</style>
      <ObjectGrid
        ForecastMark={ForecastMark}
        grid={useRef(null)}
        label="Keys"
        // The focus comes to the list, as on a page that followed another.
        moved={useRef(true)}
        narrow={false}
        onAction={onAction}
        onMend={() => {}}
        onMenu={() => {}}
        onSelection={setSelection}
        openKey={undefined}
        pageId="page"
        rows={rows}
        selection={selection}
        whole
        within=""
      />
    </div>
  );
}

/** Shows six rows with the focus at `start`. */
async function show(start = '0') {
  const onAction = vi.fn<(action: RowAction) => void>();
  render(<List onAction={onAction} />);
  // Where the list was in the test before is remembered by the page.
  await expect.poll(focused).toBeDefined();
  await userEvent.keyboard(`{Home}${'{ArrowDown}'.repeat(Number(start))}`);
  await expect.poll(focused).toBe(start);
  return onAction;
}

it('marks the row with the focus by Space, and takes the mark away by Space', async () => {
  await show('1');
  await userEvent.keyboard(' ');
  await expect.poll(selected).toEqual(['1']);
  await userEvent.keyboard('{ArrowDown} ');
  await expect.poll(selected).toEqual(['1', '2']);
  await userEvent.keyboard(' ');
  await expect.poll(selected).toEqual(['1']);
});

it('draws a range by Shift and arrow keys, which gives back what it no longer covers', async () => {
  await show('1');
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await expect.poll(selected).toEqual(['1', '2', '3']);
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await expect.poll(selected).toEqual(['1', '2']);
  expect(focused()).toBe('2');
});

it('draws a range from the marked row to the one that is clicked with Shift', async () => {
  const onAction = await show('0');
  await rowOf('1').click({ modifiers: ['Control'] });
  await rowOf('4').click({ modifiers: ['Shift'] });
  await expect.poll(selected).toEqual(['1', '2', '3', '4']);
  await rowOf('3').click({ modifiers: ['Shift'] });
  await expect.poll(selected).toEqual(['1', '2', '3']);
  expect(getSelection()?.isCollapsed).not.toBe(false);
  expect(onAction).not.toHaveBeenCalled();
});

it('adds single rows by Ctrl and a click, and opens a row by a click alone', async () => {
  const onAction = await show();
  await rowOf('1').click({ modifiers: ['Control'] });
  await rowOf('4').click({ modifiers: ['Control'] });
  await expect.poll(selected).toEqual(['1', '4']);
  expect(onAction).not.toHaveBeenCalled();
  await rowOf('2').click();
  expect(onAction.mock.calls.map(([action]) => action)).toEqual(['open']);
});

it('marks every row by Ctrl A, and none by Escape', async () => {
  await show('2');
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(selected).toEqual(keys);
  await userEvent.keyboard('{Escape}');
  await expect.poll(selected).toEqual([]);
  expect(focused()).toBe('2');
});
