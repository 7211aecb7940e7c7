import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { HealthToggles } from './health-toggles.tsx';

it('keeps a choice of which nothing is left, and counts served wrongly among what was checked', async () => {
  const onChange = vi.fn<(value: string | undefined) => void>();
  render(
    <HealthToggles
      byHealth={{ ok: 1200, missing: 3 }}
      onChange={onChange}
      served={{ wrong: 4, checked: 50 }}
      soon={{ count: 9, unknownIn: [] }}
      value="missing"
    />,
  );
  await expect.element(page.getByRole('button', { name: 'cold 0' })).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'missing 3' }))
    .toHaveAttribute('aria-pressed', 'true');
  const served = page.getByRole('button', { name: 'ok, served wrongly 4 of 50 checked' });
  await served.click();
  expect(onChange).toHaveBeenCalledWith('missing,served-wrongly');
});

it('offers what breaks soon with its number, and names the buckets of which that is not known once it is chosen', async () => {
  const onChange = vi.fn<(value: string | undefined) => void>();
  const toggles = (value?: string) => (
    <HealthToggles
      byHealth={{ ok: 1200 }}
      onChange={onChange}
      served={undefined}
      soon={{ count: 9, unknownIn: ['acme-cdn'] }}
      value={value}
    />
  );
  const rerender = render(toggles());
  await page.getByRole('button', { name: 'breaks soon 9' }).click();
  expect(onChange).toHaveBeenCalledWith('breaks-soon');
  expect(page.getByText(/acme-cdn/).elements()).toEqual([]);
  rerender(toggles('breaks-soon'));
  await expect.element(page.getByText(/not known for acme-cdn/)).toBeVisible();
});

it('offers the worst first, so that a phone shows them', async () => {
  render(
    <HealthToggles
      byHealth={{ ok: 1200, missing: 3 }}
      onChange={() => {}}
      served={undefined}
      soon={undefined}
      value={undefined}
    />,
  );
  await expect.element(page.getByRole('button', { name: 'missing 3' })).toBeVisible();
  const names = page
    .getByRole('button')
    .elements()
    .map((one) => one.textContent);
  expect(names[2]).toMatch(/^missing/);
  expect(names.at(-1)).toMatch(/^ok/);
});
