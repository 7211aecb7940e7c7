import type { IndexedLink } from '@signpost/api-contract';
import type { Health } from '@signpost/link-model/health';
import i18next from 'i18next';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import healthInChinese from '../../../locales/zh-CN/health.json';
import { render } from '../../../testing/render.tsx';
import { LinkGrid } from './link-grid.tsx';

i18next.addResourceBundle('zh-CN', 'health', healthInChinese);
const say = i18next.getFixedT('en', 'health');

const toLink = (key: string, health: Health, more: Partial<IndexedLink> = {}): IndexedLink => ({
  bucket: 'acme-releases',
  key,
  target: `cli/2.14.0/a-file-with-a-name-of-some-length-${key}`,
  health,
  chain: [],
  lastModified: '2026-01-01T00:00:00Z',
  ...more,
});
const broken = [
  toLink('missing.txt', 'missing'),
  toLink('chained.txt', 'chained'),
  toLink('cold.txt', 'cold'),
  toLink('served.txt', 'ok', { servedWrongly: ['contentEncoding'] }),
];
const whole = [toLink('fine.txt', 'ok'), toLink('hidden.txt', 'forbidden')];

async function show(rows: readonly IndexedLink[], width: number) {
  await page.viewport(width, 600);
  onTestFinished(() => page.viewport(800, 600));
  const onMend = vi.fn<(link: IndexedLink) => void>();
  const onOpen = vi.fn<(link: IndexedLink) => void>();
  render(
    <div style={{ height: 560, display: 'flex' }}>
      <LinkGrid
        narrow={width < 640}
        onMend={onMend}
        onMenu={() => {}}
        onOpen={onOpen}
        onRepoint={() => {}}
        openAt={undefined}
        rows={rows}
      />
    </div>,
  );
  await expect.element(page.getByRole('grid')).toBeVisible();
  return { mended: () => onMend.mock.calls.map(([{ key }]) => key), onOpen };
}

const remedies = () => [...document.querySelectorAll<HTMLElement>('[data-action="remedy"]')];

it.each([
  ['en', 1200],
  ['en', 640],
  ['en', 390],
  ['zh-CN', 1200],
  ['zh-CN', 640],
  ['zh-CN', 390],
])('offers what mends a link in its row, not cut (%s, %i px)', async (language, width) => {
  await i18next.changeLanguage(language);
  onTestFinished(async () => void (await i18next.changeLanguage('en')));
  await show([...broken, ...whole], width);
  await expect.poll(() => remedies().length).toBe(4);
  const words = i18next.getFixedT(language, 'health');
  expect(remedies().map((one) => one.textContent)).toEqual(
    (['repair', 'flatten', 'restore', 'fixHeaders'] as const).map((id) => words(`remedy.${id}.label`)),
  );
  for (const one of remedies()) {
    const cell = one.closest('[role=row]')!.getBoundingClientRect();
    const box = one.getBoundingClientRect();
    const menu = one.closest('[role=row]')!.querySelector('[data-action="menu"]')!.getBoundingClientRect();
    expect(one.scrollWidth, one.textContent).toBeLessThanOrEqual(one.clientWidth);
    expect(box.bottom).toBeLessThanOrEqual(cell.bottom);
    expect(box.top).toBeGreaterThanOrEqual(cell.top);
    expect(box.right, one.textContent).toBeLessThanOrEqual(menu.left);
    expect(box.height).toBeGreaterThanOrEqual(width < 640 ? 44 : 24);
  }
});

it('keeps no room for it where every link works', async () => {
  await show(whole, 1200);
  await expect.element(page.getByRole('row', { name: /^fine\.txt/ })).toBeVisible();
  expect(remedies()).toEqual([]);
  expect(page.getByRole('columnheader').elements()).toHaveLength(5);
});

it('mends by the button and by a letter, and opens nothing beside it', async () => {
  const { mended, onOpen } = await show(broken, 1200);
  await page.getByRole('button', { name: say('remedy.repair.name', { key: 'missing.txt' }) }).click();
  expect(mended()).toEqual(['missing.txt']);
  await userEvent.keyboard('{ArrowDown}p');
  expect(mended()).toEqual(['missing.txt', 'chained.txt']);
  expect(onOpen).not.toHaveBeenCalled();
});
