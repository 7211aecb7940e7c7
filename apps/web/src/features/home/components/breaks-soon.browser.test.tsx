import type { Home, SoonBroken } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../styles/app.css';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { BreaksSoon } from './breaks-soon.tsx';

const forecast = {
  what: 'cold',
  at: new Date(Date.now() + 19.5 * 86_400_000).toISOString(),
  rule: 'cold-60',
  prefix: 'cli/2.',
} as const;
const stable: SoonBroken = {
  bucket: 'releases',
  kind: 'folder',
  key: 'cli/stable/',
  target: 'cli/2.13.2/',
  links: 9,
  forecast,
};

function show(breaksSoon: Home['breaksSoon'], forecastsUnknownIn: string[] = []): void {
  render(inRouter(<BreaksSoon connection="default" home={{ breaksSoon, forecastsUnknownIn }} />));
}

it('says of a folder link when it breaks, of how many links, and by which rule', async () => {
  show({ total: 9, items: [stable] });
  const row = page.getByRole('listitem');
  await expect.element(row.getByText('cold in 19 d')).toBeVisible();
  await expect.element(row.getByText('rule cold-60')).toBeVisible();
  const mark = row.getByText('cold in 19 d').element().closest('[data-tip]');
  expect(mark?.getAttribute('data-tip')).toContain('lifecycle rule cold-60 for cli/2.');
  await expect
    .element(row.getByRole('link', { name: '9 links' }))
    .toHaveAttribute('href', expect.stringMatching(/prefix=cli.*health=breaks-soon/));
  await expect
    .element(page.getByRole('link', { name: 'All 9 →' }))
    .toHaveAttribute('href', expect.stringMatching(/health=breaks-soon/));
});

it('leads from a single link to its place, and names the buckets of which nothing is known', async () => {
  const single: SoonBroken = {
    ...stable,
    kind: 'link',
    key: 'once.txt',
    target: 'tmp/x',
    links: 1,
    forecast: { ...forecast, what: 'deleted', prefix: '' },
  };
  show({ total: 1, items: [single] }, ['a', 'b', 'c', 'd', 'e']);
  await expect.element(page.getByText('deleted in 19 d')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: /once\.txt/ }))
    .toHaveAttribute('href', expect.stringMatching(/key=once\.txt/));
  await expect.element(page.getByText(/^Not known for a, b, c,? and 2 more buckets/)).toBeVisible();
});

it('names no rule where the restored copy of a target expires', async () => {
  const { what, at } = forecast;
  show({ total: 1, items: [{ ...stable, kind: 'link', key: 'once.txt', links: 1, forecast: { what, at } }] });
  await expect.element(page.getByText('restored copy expires')).toBeVisible();
  const mark = page.getByText('cold in 19 d').element().closest('[data-tip]');
  expect(mark?.getAttribute('data-tip')).toMatch(
    /^Restored copy of the target expires on .*; readers are refused/,
  );
  expect(mark?.getAttribute('data-tip')).not.toContain('rule');
});

it('is silent where nothing breaks and everything is known, and not where it is not known', async () => {
  show({ total: 0, items: [] });
  expect(page.getByRole('heading').elements()).toEqual([]);
  show({ total: 0, items: [] }, ['a']);
  await expect.element(page.getByText(/^Not known for a:/)).toBeVisible();
});

it('keeps long rules and keys within a phone', async () => {
  await page.viewport(390, 600);
  const long = 'x'.repeat(900);
  show({
    total: 2,
    items: [
      {
        ...stable,
        key: `${long}/`,
        target: `${long}2/`,
        forecast: { ...forecast, rule: long, prefix: long },
      },
    ],
  });
  await expect.element(page.getByText('cold in 19 d')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
