import { GridCell, GridHead } from '../../src/shared/ui/grid-row.tsx';
import { KeyText } from '../../src/shared/ui/key-text.tsx';
import { ColumnHead } from '../../src/shared/ui/parts/column-head.tsx';
import { ColumnMenu } from '../../src/shared/ui/parts/column-menu.tsx';
import { createColumnStore } from '../../src/shared/ui/parts/column-store.ts';
import { useColumns } from '../../src/shared/ui/parts/use-columns.ts';
import { Section, useSample } from '../sample.tsx';

type Id = 'key' | 'health' | 'size';

const store = createColumnStore<Id>('dev', [
  { id: 'key', width: 160, share: 1, fixed: true },
  { id: 'health', width: 110 },
  { id: 'size', width: 90 },
]);
const rows = ['cli/latest/VERSION', 'cli/latest/cli-2.14.0-linux-amd64.tar.gz'];
const row = 'grid grid-cols-(--columns) items-center gap-x-4 px-3';

export function ColumnSection() {
  const sample = useSample();
  const columns = useColumns(store);
  const labels: Record<Id, string> = {
    key: 'Key',
    health: sample('Health', '状态'),
    size: sample('Size', '大小'),
  };
  const values: Record<Exclude<Id, 'key'>, string> = { health: sample('ok', '正常'), size: '21.4 MiB' };
  return (
    <Section title={sample('Columns', '列')}>
      <div className="self-end">
        <ColumnMenu columns={columns} labels={labels} />
      </div>
      <div
        aria-label={sample('Keys', 'Key 列表')}
        className="overflow-x-auto rounded-md border border-line"
        role="grid"
        style={{ '--columns': columns.template } as React.CSSProperties}
      >
        <div className="w-max min-w-full" role="presentation">
          <GridHead className={row}>
            {columns.shown.map((spec) => (
              <ColumnHead columns={columns} key={spec.id} label={labels[spec.id]} sortable spec={spec} />
            ))}
          </GridHead>
          <div className="overflow-hidden [scrollbar-gutter:stable]" role="rowgroup">
            {rows.map((key) => (
              <div className={`${row} h-8 border-l-2 border-transparent text-13`} key={key} role="row">
                {columns.shown.map(({ id }) => (
                  <GridCell className="truncate" key={id}>
                    {id === 'key' ? <KeyText value={key} /> : values[id]}
                  </GridCell>
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
    </Section>
  );
}
