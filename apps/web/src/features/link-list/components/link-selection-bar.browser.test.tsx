import type { Coverage, IndexedLink } from '@signpost/api-contract';
import i18next from 'i18next';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import { render } from '../../../testing/render.tsx';
import { emptyRange, toggleRow } from '../../../shared/ui/parts/selection-range.ts';
import { toSelectionKeys } from '../selection-keys.ts';
import { toId } from '../model/selected-links.ts';
import { LinkSelectionBar, type LinkSelectionBarProps } from './link-selection-bar.tsx';
import { everywhere, holdOnly, sayDenied } from '../../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'parts');
const sayAction = i18next.getFixedT('en', 'actions');
const rows: IndexedLink[] = ['a', 'b', 'c'].map((key) => ({
  bucket: 'one',
  key,
  health: 'ok',
  chain: [],
  lastModified: '2026-01-01T00:00:00Z',
}));
const toCoverage = (bucket: string): Coverage => ({
  bucket,
  state: 'complete',
  keys: 1,
  pending: 0,
  calls: 0,
});

function show(coverage: Coverage[], onAction: LinkSelectionBarProps['onAction']) {
  function Bar() {
    const [range, setRange] = useState(() => toggleRow(emptyRange, toId(rows[0]!)));
    const keys = toSelectionKeys({ range, onRange: setRange, order: rows.map(toId) });
    return (
      <>
        <button onClick={() => keys.selectLoaded(true)} type="button">
          all loaded
        </button>
        <LinkSelectionBar
          connection="default"
          coverage={coverage}
          filter={{ health: 'broken', contains: 'x', sort: 'newest' }}
          onAction={onAction}
          onRange={setRange}
          range={range}
          rows={rows}
          total={12_431}
        />
      </>
    );
  }
  render(<Bar />);
}

it('offers all that match once the page is selected, and hands over their filter', async () => {
  const onAction = vi.fn<LinkSelectionBarProps['onAction']>();
  show([toCoverage('one')], onAction);
  await page.getByRole('button', { name: sayAction('several.repointLinks', { count: 1 }) }).click();
  expect(onAction.mock.calls.at(-1)?.[1].links).toEqual({ by: 'keys', keys: ['a'] });
  await page.getByRole('button', { name: 'all loaded' }).click();
  await page.getByRole('button', { name: say('selection.take', { total: 12_431 }) }).click();
  await page.getByRole('button', { name: sayAction('several.deleteLinks', { count: 12_431 }) }).click();
  expect(onAction.mock.calls.at(-1)).toEqual([
    { id: 'deleteLinks', danger: true, count: 12_431 },
    {
      bucket: 'one',
      links: { by: 'filter', filter: { health: 'broken', contains: 'x' } },
      incomplete: false,
    },
  ]);
});

it('does nothing with links of several buckets, and says why', async () => {
  const onAction = vi.fn<LinkSelectionBarProps['onAction']>();
  show([toCoverage('one'), toCoverage('two')], onAction);
  await page.getByRole('button', { name: 'all loaded' }).click();
  await page.getByRole('button', { name: say('selection.take', { total: 12_431 }) }).click();
  const verb = page.getByRole('button', { name: sayAction('several.repointLinks', { count: 12_431 }) });
  await expect.element(verb).toHaveAccessibleDescription(sayAction('reason.several-buckets'));
  await verb.click({ force: true });
  expect(onAction).not.toHaveBeenCalled();
});

it('makes no plan without the right, and exports all the same', async () => {
  await holdOnly(everywhere('link.read'));
  const onAction = vi.fn<LinkSelectionBarProps['onAction']>();
  show([toCoverage('one')], onAction);
  const verb = page.getByRole('button', { name: sayAction('several.repointLinks', { count: 1 }) });
  await expect.element(verb).toHaveAccessibleDescription(sayDenied('plan.write'));
  // It can be reached, so that the reason can be read, and does nothing.
  (verb.element() as HTMLElement).focus();
  await expect.element(verb).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onAction).not.toHaveBeenCalled();
  await page.getByRole('button', { name: sayAction('several.more') }).click();
  await page.getByRole('menuitem', { name: sayAction('several.exportLinks', { count: 1 }) }).click();
  expect(onAction.mock.calls.at(-1)?.[0].id).toBe('exportLinks');
});
