import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { showToast } from './toast.ts';
import { Toaster } from './toaster.tsx';

it('says a message politely, until it is dismissed', async () => {
  render(<Toaster />);
  showToast({ title: 'Copied', detail: 'a/b', lasts: 0 });
  await expect.element(page.getByText('Copied')).toBeVisible();
  expect(page.getByText('Copied').element().closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(page.getByText('Copied')).not.toBeInTheDocument();
});

it('runs its action once and goes', async () => {
  const run = vi.fn<() => void>();
  render(<Toaster />);
  showToast({ title: 'Moved', action: { label: 'Undo', run }, lasts: 0 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByText('Moved')).not.toBeInTheDocument();
  expect(run).toHaveBeenCalledOnce();
});

it('goes by itself after its time', async () => {
  render(<Toaster />);
  showToast({ title: 'Brief', lasts: 50 });
  await expect.element(page.getByText('Brief')).not.toBeInTheDocument();
});

it('keeps the three newest', async () => {
  render(<Toaster />);
  const ends = ['one', 'two', 'three', 'four'].map((title) => showToast({ title, lasts: 0 }));
  await expect.element(page.getByText('four')).toBeVisible();
  expect(page.getByText('one').query()).toBeNull();
  expect(page.getByRole('button', { name: 'Dismiss' }).elements()).toHaveLength(3);
  for (const end of ends) end();
});
