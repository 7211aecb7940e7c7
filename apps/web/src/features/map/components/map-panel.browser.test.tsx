import type { LinkMap } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { DestinationPanel } from './map-panel.tsx';

const say = i18next.getFixedT('en', 'map');

/** So many links, each a group of its own, that lead to one folder. */
function toMap(groups: number): LinkMap {
  const numbers = Array.from({ length: groups }, (_, at) => at);
  return {
    pointers: numbers.map((at) => ({ kind: 'link', name: `link-${at}`, links: 1, newest: '' })),
    destinations: [{ kind: 'folder', name: 'v1/', links: groups }],
    lines: numbers.map((at) => ({
      from: at,
      to: 0,
      health: 'ok',
      links: 1,
      whole: false,
      first: { key: `link-${at}`, target: 'v1/app' },
      via: [],
    })),
  } as unknown as LinkMap;
}

function show(groups: number): void {
  const map = toMap(groups);
  render(
    inRouter(
      <DestinationPanel
        bucket="b"
        connection="default"
        destination={map.destinations[0]!}
        map={map}
        onClose={() => {}}
        onPointer={() => {}}
      />,
    ),
  );
}

/** Texts of the list; a key that is cut is there a second time for screen readers. */
const items = (): string[] => [...document.querySelectorAll('li')].map((one) => one.textContent);

it('lists fifty of three hundred groups, and the others on request from where the list ended', async () => {
  show(300);
  const more = page.getByRole('button', { name: say('panel.showAll', { count: 300 }) });
  await expect.element(more).toBeVisible();
  expect(items()).toHaveLength(51);
  expect(items()[49]).toContain('link-49');
  await more.click();
  await expect.poll(() => items().length).toBe(300);
  await expect.element(more).not.toBeInTheDocument();
  expect(document.activeElement?.textContent).toContain('link-50');
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.closest('li')?.textContent).toContain('link-50');
});

it('offers no more where all are listed', async () => {
  show(50);
  await expect.poll(() => items().length).toBe(50);
  expect(page.getByRole('button', { name: /^Show/ }).elements()).toEqual([]);
});
