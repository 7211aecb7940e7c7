import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { TimeRangePicker } from './time-range-picker.tsx';
import type { TimeRange } from './time-range.ts';

async function open(start?: TimeRange): Promise<() => TimeRange | undefined> {
  let seen: TimeRange | undefined = start;
  function Picker() {
    const [value, setValue] = useState(start);
    seen = value;
    return <TimeRangePicker label="Changed" limits={{ longest: 40 }} onChange={setValue} value={value} />;
  }
  render(<Picker />);
  await page.getByRole('button', { name: /^Changed/ }).click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return () => seen;
}

const use = page.getByRole('button', { name: 'Use this range' });
const from = page.getByLabelText('From');
const to = page.getByLabelText('To', { exact: true });

it('hands out the hours of a preset as ISO times, and gives the focus back', async () => {
  const value = await open();
  await page.getByRole('button', { name: 'Last 24 hours' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  const range = value()!;
  expect(range.to).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
  expect(Date.parse(range.to) - Date.parse(range.from)).toBe(24 * 3_600_000);
  await expect.element(page.getByRole('button', { name: /^Changed/ })).toHaveFocus();
});

it('takes a range that is typed, and says in which zone it is read', async () => {
  const value = await open();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await expect.element(page.getByText(`Times are in ${zone}.`)).toBeVisible();
  await from.fill('2025-03-01T08:00');
  await to.fill('2025-03-02T08:30');
  await use.click();
  await expect.poll(value).toEqual({
    from: new Date('2025-03-01T08:00').toISOString(),
    to: new Date('2025-03-02T08:30').toISOString(),
  });
});

it.each([
  ['2025-03-02T08:00', '2025-03-01T08:00', 'The end is before the start, or equal to it.'],
  ['2025-03-02T08:00', '2125-03-03T08:00', 'The end is in the future.'],
  ['2025-01-01T00:00', '2025-03-01T00:00', 'A range can be at most 40 days long.'],
])('refuses %s to %s with the reason', async (start, end, reason) => {
  const value = await open();
  await from.fill(start);
  await to.fill(end);
  await expect.element(to).toHaveAccessibleDescription(new RegExp(reason.replace('.', '\\.')));
  await use.click({ force: true });
  await userEvent.keyboard('{Enter}');
  expect(value()).toBeUndefined();
  await expect.element(page.getByRole('dialog')).toBeVisible();
});

it('asks for both ends before it can be used, and can be set to any time', async () => {
  const value = await open({ from: '2025-03-01T08:00:00.000Z', to: '2025-03-02T08:00:00.000Z' });
  await to.fill('');
  await expect.element(use).toHaveAccessibleDescription('Enter a start and an end.');
  await page.getByRole('button', { name: 'Any time' }).click();
  await expect.poll(value).toBeUndefined();
});
