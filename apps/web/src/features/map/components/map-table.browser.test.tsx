import axe from 'axe-core';
import { useState } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import { render } from '../../../testing/render.tsx';
import type { DrawnMap } from '../model/narrow-map.ts';
import { MapTable } from './map-table.tsx';

const grid = page.getByRole('grid');
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=row][data-index]')];
const row = (name: RegExp) => page.getByRole('row', { name });
const focused = (): string => document.activeElement?.getAttribute('aria-label') ?? '';
const scroller = (): HTMLElement => rows()[0]!.closest<HTMLElement>('[role=rowgroup]')!;

/** Folder links of 34 links each, every one to a folder of its own; the last group is broken, and so in the first row. */
function toMap(groups: number): DrawnMap {
  const numbers = Array.from({ length: groups }, (_, at) => at);
  const isLast = (at: number): boolean => at === groups - 1;
  return {
    pointers: numbers.map((at) => ({
      kind: 'folder-link',
      name: `team-${at}/`,
      links: 34,
      newest: '2026-01-01T00:00:00Z',
    })),
    destinations: numbers.map((at) => ({
      kind: isLast(at) ? 'missing' : 'folder',
      name: `builds/${at}/`,
      links: 34,
      ...(isLast(at) ? {} : { stored: { objects: 34, bytes: 34, classes: { Standard: 34 }, linksIn: 34 } }),
    })),
    lines: numbers.map((at) => ({
      from: at,
      to: at,
      health: isLast(at) ? 'missing' : 'ok',
      links: 34,
      whole: !isLast(at),
      first: { key: `team-${at}/f`, target: `builds/${at}/f` },
      via: [],
    })),
  };
}

/** The table with what is open beside it, as the page has it. */
function Page({ map, opened, narrow }: { map: DrawnMap; opened: string[]; narrow: boolean }) {
  const [selected, setSelected] = useState<string>();
  return (
    <main style={{ height: 500, display: 'flex', flexDirection: 'column' }}>
      <MapTable
        map={map}
        narrow={narrow}
        onPointer={(name) => {
          opened.push(name);
          setSelected(name);
        }}
        selected={selected}
        within=""
      />
    </main>
  );
}

async function show({ groups = 300, width = 390 } = {}) {
  await page.viewport(width, 600);
  onTestFinished(() => page.viewport(800, 600));
  const opened: string[] = [];
  const narrow = width < 640;
  const again = render(<Page map={toMap(groups)} narrow={narrow} opened={opened} />);
  await expect.element(grid).toHaveAttribute('aria-rowcount', String(groups + 1));
  await expect.poll(() => rows().length).toBeGreaterThan(0);
  return {
    opened,
    show: (map: DrawnMap) => again(<Page map={map} narrow={narrow} opened={opened} />),
  };
}

it.each([390, 1200])('draws few elements for 10,200 links in 300 groups (%i px)', async (width) => {
  await show({ width });
  expect(document.querySelectorAll('main *').length).toBeLessThan(900);
  scroller().scrollTop = 10_000;
  await expect.poll(() => rows().some((one) => Number(one.ariaRowIndex) > 120)).toBe(true);
  expect(document.querySelectorAll('main *').length).toBeLessThan(900);
});

it('has the worst row first, and the others in their places further down', async () => {
  await show();
  await expect.element(row(/^team-299\/: 34 to builds\/299\/ \(missing\)$/)).toBeVisible();
  expect(row(/^team-200\//).elements()).toEqual([]);
  scroller().scrollTop = 201 * 76;
  await expect.element(row(/^team-200\/: 34 to builds\/200\/ \(ok\)$/)).toBeVisible();
  await expect.element(row(/^team-200\//)).toHaveAttribute('aria-rowindex', '203');
});

it('leads through all rows by keyboard, and opens one by Enter', async () => {
  const { opened } = await show();
  await userEvent.keyboard('{Tab}');
  await expect.poll(focused).toMatch(/^team-299\//);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(focused).toMatch(/^team-1\//);
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toMatch(/^team-298\//);
  await expect.element(row(/^team-298\//)).toBeInViewport();
  await userEvent.keyboard('{Enter}');
  expect(opened).toEqual(['team-298/']);
  await expect.element(row(/^team-298\//)).toHaveAttribute('aria-current', 'true');
});

it('keeps the focus on its row while that is scrolled out of view', async () => {
  await show();
  await userEvent.keyboard('{Tab}{ArrowDown}');
  await expect.poll(focused).toMatch(/^team-0\//);
  scroller().scrollTop = scroller().scrollHeight;
  await expect.element(row(/^team-298\//)).toBeInViewport();
  expect(focused()).toMatch(/^team-0\//);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toMatch(/^team-1\//);
  await expect.element(row(/^team-1\//)).toBeInViewport();
});

it('keeps the focus on its row when a filter takes others away', async () => {
  const list = await show();
  await userEvent.keyboard('{Tab}{ArrowDown}{ArrowDown}');
  await expect.poll(focused).toMatch(/^team-1\//);
  const { pointers, destinations, lines } = toMap(300);
  list.show({
    pointers: pointers.slice(1, 3),
    destinations: destinations.slice(1, 3),
    lines: lines.slice(1, 3).map((line, at) => ({ ...line, from: at, to: at })),
  });
  await expect.element(grid).toHaveAttribute('aria-rowcount', '3');
  expect(focused()).toMatch(/^team-1\//);
});

it.each([390, 1200])('cuts nothing of a row at its lower edge (%i px)', async (width) => {
  await show({ groups: 5, width });
  for (const one of rows()) expect(one.scrollHeight).toBeLessThanOrEqual(one.clientHeight);
});

it.each([390, 1200])('has nothing that axe objects to (%i px)', async (width) => {
  await show({ width });
  const { violations } = await axe.run(document.querySelector('main') ?? document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
