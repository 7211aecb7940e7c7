import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { GroupHead } from './group-head.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { nothingSelected, toExtent, withRows, type Selection } from './selection.ts';

const pageIds = Array.from({ length: 40 }, (_, at) => `key ${at}`);

function Rows() {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [folded, setFolded] = useState(false);
  return (
    <>
      <SelectionBar onChange={setSelection} pageIds={pageIds} selection={selection} total={12_431} />
      <GroupHead
        count={pageIds.length}
        folded={folded}
        name="cli/latest/"
        onToggle={() => setFolded(!folded)}
        selection={{
          extent: toExtent(selection, pageIds),
          onChange: (selected) => setSelection(withRows(selection, pageIds, selected)),
        }}
      />
      <button onClick={() => setSelection(withRows(selection, ['key 3'], false))} type="button">
        Leave out key 3
      </button>
    </>
  );
}

const box = page.getByRole('checkbox', { name: 'Select cli/latest/' });
const button = (name: string) => page.getByRole('button', { name });
const isMixed = (): boolean => (box.element() as HTMLInputElement).indeterminate;

it('leads from the page to all that match, and to all but some', async () => {
  render(<Rows />);
  await box.click();
  await expect.element(page.getByText('40 on this page selected')).toBeVisible();
  await button('Select all 12,431 that match').click();
  await expect.element(page.getByText('All 12,431 that match are selected')).toHaveFocus();
  await button('Leave out key 3').click();
  await expect.element(page.getByText('All 12,431 that match, except 1, are selected')).toBeVisible();
  await expect.poll(isMixed).toBe(true);
  await button('Clear selection').click();
  await expect.element(page.getByText('0 selected')).toHaveFocus();
  await expect.element(box).not.toBeChecked();
});

it('marks the head of a group whose rows are selected in part, and takes the rest by a click', async () => {
  render(<Rows />);
  await box.click();
  await button('Leave out key 3').click();
  await expect.element(page.getByText('39 selected')).toBeVisible();
  await expect.poll(isMixed).toBe(true);
  await box.click();
  await expect.element(box).toBeChecked();
  expect(isMixed()).toBe(false);
});

it('folds by arrow left and unfolds by arrow right', async () => {
  render(<Rows />);
  const head = button('cli/latest/ 40 rows');
  await head.click();
  await expect.element(head).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}');
  await expect.element(head).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(head).toHaveAttribute('aria-expanded', 'false');
});
