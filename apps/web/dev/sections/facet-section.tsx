import { useState } from 'react';
import { HealthGlyph } from '../../src/shared/ui/health-glyph.tsx';
import { FacetBar } from '../../src/shared/ui/parts/facet-bar.tsx';
import type { FacetSelection } from '../../src/shared/ui/parts/facet-selection.ts';
import { Section, useSample } from '../sample.tsx';

const healths = [
  ['ok', 12_431],
  ['missing', 14],
  ['chained', 3],
  ['cold', 0],
] as const;

export function FacetSection() {
  const sample = useSample();
  const [selection, setSelection] = useState<FacetSelection>({ health: ['missing'] });
  return (
    <Section title={sample('Facet bar', '筛选栏')}>
      <FacetBar
        facets={[
          {
            id: 'health',
            label: sample('Health', '状态'),
            values: healths.map(([id, count]) => ({
              id,
              label: <HealthGlyph health={id} size={14} word />,
              count,
            })),
          },
          {
            id: 'bucket',
            label: 'Bucket',
            values: [
              { id: 'acme-releases', label: 'acme-releases', count: 231 },
              { id: 'acme-cdn', label: 'acme-cdn', count: 1480 },
              { id: 'acme-datasets', label: 'acme-datasets' },
            ],
          },
          {
            id: 'age',
            label: sample('Written', '写入时间'),
            single: true,
            values: [
              { id: 'day', label: sample('last day', '最近一天'), count: 9 },
              { id: 'week', label: sample('last week', '最近一周'), count: 18 },
            ],
          },
        ]}
        onChange={setSelection}
        selection={selection}
      />
    </Section>
  );
}
