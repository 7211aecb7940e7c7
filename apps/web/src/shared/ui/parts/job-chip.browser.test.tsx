import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { JobChip } from './job-chip.tsx';

it('says how many jobs there are and the worst state, and lists them', async () => {
  const onPause = vi.fn<() => void>();
  render(
    <JobChip
      jobs={[
        { id: '1', name: 'Scan', work: { state: 'running', done: 1, total: 2 }, onPause },
        { id: '2', name: 'Repoint', work: { state: 'failed', done: 3, total: 4 } },
      ]}
    />,
  );
  const chip = page.getByRole('button', { name: '2 jobs, Failed' });
  await chip.click();
  await expect.element(page.getByRole('dialog', { name: 'Jobs' })).toBeVisible();
  await expect.element(page.getByRole('progressbar', { name: 'Repoint' })).toBeInTheDocument();
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(onPause).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  await expect.element(chip).toHaveFocus();
});

it('is not there without a job', () => {
  render(<JobChip jobs={[]} />);
  expect(page.getByRole('button').elements()).toHaveLength(0);
});
