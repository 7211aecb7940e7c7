import type { SoonBroken } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../styles/app.css';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { ForecastLine } from './forecast-line.tsx';

const at = new Date(Date.now() + 19.5 * 86_400_000).toISOString();
const stable: SoonBroken = {
  bucket: 'releases',
  kind: 'folder',
  key: 'cli/stable/',
  target: 'cli/2.13.2/',
  links: 9,
  forecast: { what: 'cold', at, rule: 'cold-60', prefix: 'cli/2.' },
};
const show = (prefix: string, line: SoonBroken): void => {
  const breaksSoon = { total: 12, items: [line] };
  render(
    inRouter(<ForecastLine breaksSoon={breaksSoon} bucket="releases" connection="default" prefix={prefix} />),
  );
};

it('names what breaks first below the folder, and leads to all links that break soon', async () => {
  show('cli/', stable);
  await expect.element(page.getByText('stable/').first()).toBeInTheDocument();
  await expect.element(page.getByText('cold in 19 d')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'show 12 links' }))
    .toHaveAttribute('href', expect.stringMatching(/prefix=cli.*health=breaks-soon/));
});

it('does not name the folder that is shown', async () => {
  show('cli/stable/', stable);
  await expect.element(page.getByText('cold in 19 d')).toBeVisible();
  expect(page.getByText('stable/').elements()).toEqual([]);
});

it('keeps a very long key within a phone', async () => {
  await page.viewport(390, 600);
  show('cli/', { ...stable, key: `cli/${'x'.repeat(900)}/` });
  await expect.element(page.getByRole('link', { name: 'show 12 links' })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
