import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { WorkProgress } from './work-progress.tsx';

const live = (): string | null | undefined => document.querySelector('[aria-live=polite]')?.textContent;

it('shows count, rate and time left, and tells them to a screen reader as one value', async () => {
  render(
    <WorkProgress
      name="Repointing latest/"
      work={{ state: 'running', done: 4000, total: 10_000, perSecond: 60 }}
    />,
  );
  const bar = page.getByRole('progressbar', { name: 'Repointing latest/' });
  await expect.element(bar).toHaveAttribute('aria-valuenow', '4000');
  await expect.element(bar).toHaveAttribute('aria-valuetext', '4,000 of 10,000');
  await expect
    .element(page.getByText('Running · 4,000 of 10,000 · 60 per second · about 2 minutes left'))
    .toBeVisible();
});

it('has no value while the total is unknown', async () => {
  render(<WorkProgress name="Scanning" work={{ state: 'running', done: 12_431 }} />);
  const bar = page.getByRole('progressbar');
  await expect.element(page.getByText('Running · 12,431 done')).toBeVisible();
  await expect.element(bar).not.toHaveAttribute('aria-valuenow');
});

it('says what it counts where that is given', async () => {
  render(
    <WorkProgress
      name="Scan"
      toCount={(count) => `${count} keys read`}
      work={{ state: 'done', done: 472 }}
    />,
  );
  await expect.element(page.getByText('Finished · 472 keys read')).toBeVisible();
  await expect
    .element(page.getByRole('progressbar', { name: 'Scan' }))
    .toHaveAttribute('aria-valuetext', '472 keys read');
});

it('announces a tenth of the work and not each item', async () => {
  const toWork = (done: number) => ({ state: 'running', done, total: 100 }) as const;
  const show = render(<WorkProgress name="Scan" work={toWork(10)} />);
  await expect.poll(live).toBe('Scan: Running, 10 of 100');
  show(<WorkProgress name="Scan" work={toWork(19)} />);
  await expect.element(page.getByText('Running · 19 of 100')).toBeVisible();
  expect(live()).toBe('Scan: Running, 10 of 100');
  show(<WorkProgress name="Scan" work={toWork(20)} />);
  await expect.poll(live).toBe('Scan: Running, 20 of 100');
});

it('offers to pause and stop while it runs, to resume while it is paused, and nothing at its end', async () => {
  const calls = { onPause: vi.fn<() => void>(), onResume: vi.fn<() => void>(), onStop: vi.fn<() => void>() };
  const show = render(<WorkProgress {...calls} name="Scan" work={{ state: 'running', done: 1, total: 2 }} />);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(calls.onPause).toHaveBeenCalledOnce();
  show(<WorkProgress {...calls} name="Scan" work={{ state: 'paused', done: 1, total: 2 }} />);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  expect([calls.onResume.mock.calls.length, calls.onStop.mock.calls.length]).toEqual([1, 1]);
  show(<WorkProgress {...calls} name="Scan" work={{ state: 'stopped', done: 1, total: 2 }} />);
  await expect.element(page.getByText('Stopped · 1 of 2')).toBeVisible();
  expect(page.getByRole('button').elements()).toHaveLength(0);
});
