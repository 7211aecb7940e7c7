import type { Coverage } from '@signpost/api-contract';
import i18next from 'i18next';
import { useRef } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi } from '../../../testing/fake-api.ts';
import { gridLayout } from '../../../testing/grid-layout.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { render } from '../../../testing/render.tsx';
import { toListRows } from '../model/list-rows.ts';
import { noSelection } from '../model/selection.ts';
import { ObjectGrid } from './object-grid.tsx';
import { PageFactsContext, useIndexAnswer } from './use-page-facts.ts';

const say = i18next.getFixedT('en', 'objects');
const scope = { connection: 'default', bucket: 'acme' };
const scannedAt = '2026-01-02T00:00:00Z';
const rows = toListRows(
  [
    ['linked.txt', '2026-01-01T00:00:00Z'],
    ['lonely.txt', '2026-01-01T00:00:00Z'],
    ['younger.txt', '2026-01-03T00:00:00Z'],
  ].map(([key, lastModified]) => ({
    kind: 'object' as const,
    key: key!,
    size: 1,
    etag: key!,
    lastModified: lastModified!,
    storageClass: 'Standard' as const,
    type: 'Normal' as const,
  })),
);

function List() {
  const { facts } = useIndexAnswer(scope, rows, { age: 0 });
  return (
    <div style={{ height: 300, width: 1200, display: 'flex', flexDirection: 'column' }}>
      <style>{gridLayout}</style>
      <PageFactsContext value={facts}>
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
          pageId="facts"
          rows={rows}
          selection={noSelection}
          whole
          within=""
        />
      </PageFactsContext>
    </div>
  );
}

/** The list of three objects, one of which a link leads to, with an index that has read so far. */
function show(state: Coverage['state']) {
  const coverage: Coverage = { bucket: scope.bucket, state, keys: 3, pending: 0, calls: 1, scannedAt };
  fakeApi({
    listCoverage: () => ({ items: [coverage] }),
    describeFolders: () => ({
      items: [],
      keyBacklinks: [{ key: 'linked.txt', count: 1, first: ['latest.txt'] }],
      forecastsKnown: true,
      coverage,
    }),
  });
  render(<List />);
}

const rowOf = (key: string) => page.getByRole('row', { name: new RegExp(`^${key},`) });
const nobody = (key: string) => rowOf(key).getByText(say('row.nobody'), { exact: true });

it('says of an object that no link leads to it where the whole bucket was scanned since it was written', async () => {
  show('complete');
  await expect.element(rowOf('linked.txt')).toHaveAccessibleName(/, 1 link here$/);
  await expect.element(nobody('lonely.txt')).toBeVisible();
  await expect.element(rowOf('lonely.txt')).toHaveAccessibleName(/, no links here$/);
  await expect.element(nobody('linked.txt')).not.toBeInTheDocument();
  await expect.element(nobody('younger.txt')).not.toBeInTheDocument();
});

it('says nothing where the bucket was scanned in part', async () => {
  show('partial');
  await expect.element(rowOf('linked.txt')).toHaveAccessibleName(/, at least 1 link here$/);
  await expect.element(nobody('lonely.txt')).not.toBeInTheDocument();
});
