import { useState } from 'react';
import { Button } from '../../src/shared/ui/button.tsx';
import { KeyText } from '../../src/shared/ui/key-text.tsx';
import { GroupHead } from '../../src/shared/ui/parts/group-head.tsx';
import { toggleFolded, toGroupLines } from '../../src/shared/ui/parts/group-rows.ts';
import { SelectionBar } from '../../src/shared/ui/parts/selection-bar.tsx';
import { isSelected, nothingSelected, toExtent, withRows } from '../../src/shared/ui/parts/selection.ts';
import { TriStateCheckbox } from '../../src/shared/ui/parts/tri-state-checkbox.tsx';
import { Section, useSample } from '../sample.tsx';

const groups = [
  { id: 'cli/latest/', rows: ['cli/latest/VERSION', 'cli/latest/CHANGELOG.md', 'cli/latest/install.sh'] },
  { id: 'cli/stable/', rows: ['cli/stable/VERSION'] },
];
const pageIds = groups.flatMap(({ rows }) => rows);

export function SelectionSection() {
  const sample = useSample();
  const [selection, setSelection] = useState(nothingSelected);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(['cli/stable/']));
  const choose = (ids: readonly string[]) => (selected: boolean) =>
    setSelection(withRows(selection, ids, selected));
  return (
    <Section title={sample('Selection and group rows', '选择与分组行')}>
      <TriStateCheckbox
        extent={toExtent(selection, pageIds)}
        label={sample('This page', '本页')}
        onChange={choose(pageIds)}
      />
      <SelectionBar onChange={setSelection} pageIds={pageIds} selection={selection} total={12_431}>
        <Button size="small">{sample('Repoint …', '修改目标文件…')}</Button>
      </SelectionBar>
      <div className="rounded-md border border-line">
        {toGroupLines(groups, folded).map((line) =>
          line.kind === 'group' ? (
            <GroupHead
              count={line.group.rows.length}
              folded={folded.has(line.group.id)}
              key={line.group.id}
              name={line.group.id}
              onToggle={() => setFolded(toggleFolded(folded, line.group.id))}
              selection={{ extent: toExtent(selection, line.group.rows), onChange: choose(line.group.rows) }}
            />
          ) : (
            <div className="px-3" key={line.row}>
              <TriStateCheckbox
                extent={isSelected(selection, line.row) ? 'all' : 'none'}
                label={<KeyText value={line.row} />}
                onChange={choose([line.row])}
              />
            </div>
          ),
        )}
      </div>
    </Section>
  );
}
