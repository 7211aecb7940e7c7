import type { ResolvedLink } from '@signpost/api-contract';
import i18next from 'i18next';
import { useRef } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { gridLayout } from '../../../testing/grid-layout.ts';
import { render } from '../../../testing/render.tsx';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { toListRows } from '../model/list-rows.ts';
import { noSelection } from '../model/selection.ts';
import { ObjectGrid } from './object-grid.tsx';
import { LinkLookupContext } from './use-resolved-link.ts';

const rows = toListRows(
  ['far', 'gone', 'soon'].map((key) => ({
    kind: 'object',
    key,
    size: 1,
    etag: key,
    lastModified: '2026-01-01T00:00:00Z',
    storageClass: 'Standard',
    type: 'Symlink',
  })),
);

function List({ answers }: { answers: Record<string, Partial<ResolvedLink>> }) {
  const load = ({ key }: { key: string }): Promise<ResolvedLink> =>
    Promise.resolve({
      key,
      target: 't',
      health: 'missing',
      checkedAt: '2026-01-01T00:00:00Z',
      ...answers[key],
    });
  return (
    <LinkLookupContext.Provider
      value={{
        connection: 'default',
        bucket: 'b',
        batcher: { load, spent: () => 0, subscribe: () => () => {} },
      }}
    >
      <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
        <style>{gridLayout}</style>
        <ObjectGrid
          ForecastMark={ForecastMark}
          grid={useRef(null)}
          label="Keys"
          moved={useRef(false)}
          narrow={false}
          onAction={() => {}}
          onMend={() => {}}
          onMenu={() => {}}
          onSelection={() => {}}
          openKey={undefined}
          pageId="page"
          rows={rows}
          selection={noSelection}
          whole
          within=""
        />
      </div>
    </LinkLookupContext.Provider>
  );
}

it('says beside a missing target that a mirror rule may fetch it, and beside one that works what breaks it', async () => {
  const at = new Date(Date.now() + 3.5 * 86_400_000).toISOString();
  render(
    <List
      answers={{
        far: { mirror: { prefix: 'm/' } },
        soon: { health: 'ok', breaksSoon: { what: 'cold', at } },
      }}
    />,
  );
  const say = i18next.getFixedT('en', 'rows');
  const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(`^${name},`) });
  const mark = rowOf('far').getByText(say('mirror.mark'), { exact: true });
  await expect.element(mark).toBeVisible();
  expect(mark.element().closest('[data-tip]')?.getAttribute('data-tip')).toBe(
    say('mirror.rule', { prefix: 'm/' }),
  );
  await expect.element(rowOf('soon').getByText('cold in 3 d')).toBeVisible();
  await expect.element(rowOf('gone').getByText('missing')).toBeVisible();
  expect(page.getByText(say('mirror.mark'), { exact: true }).elements()).toHaveLength(1);
});
