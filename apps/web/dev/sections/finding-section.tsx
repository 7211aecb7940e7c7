import { useState } from 'react';
import { KeyText } from '../../src/shared/ui/key-text.tsx';
import type { FindingDecision } from '../../src/shared/ui/parts/finding-decision.ts';
import { FindingGroups } from '../../src/shared/ui/parts/finding-groups.tsx';
import { Section, useSample } from '../sample.tsx';

const missing = ['cli/latest/cli-windows-arm64.zip', 'cli/latest/cli-linux-riscv64.tar.gz'];

export function FindingSection() {
  const sample = useSample();
  const [decisions, setDecisions] = useState<Record<string, FindingDecision>>({});
  const [all, setAll] = useState(false);
  return (
    <Section title={sample('Findings by code', '按类别分组的检查结果')}>
      <FindingGroups
        decisions={decisions}
        format={{ toId: (row) => row, toName: (row) => row, render: (row) => <KeyText value={row} /> }}
        groups={[
          {
            code: 'target-missing',
            level: 'block',
            title: sample('Would lead nowhere', '目标文件不存在'),
            count: 2,
            rows: all ? missing : missing.slice(0, 1),
            choices: [
              { value: 'leave', label: sample('Leave on 2.14.0', '保留 2.14.0') },
              { value: 'remove', label: sample('Remove', '删除') },
              { value: 'stop', label: sample('Stop here', '停止') },
            ],
          },
          {
            code: 'target-shrunk',
            level: 'choose',
            title: sample('Much smaller than before', '比之前小很多'),
            text: sample('Less than a tenth of the size.', '不到原大小的十分之一。'),
            count: 2,
            rows: missing,
            choices: [{ value: 'accept', label: sample('Point there anyway', '仍然指向它') }],
          },
          {
            code: 'new-link',
            level: 'note',
            title: sample('New links', '新建软链接'),
            count: 1,
            rows: ['cli/latest/NEW'],
            choices: [],
          },
        ]}
        onDecide={(code, decision) => setDecisions({ ...decisions, [code]: decision })}
        onMore={() => setAll(true)}
      />
    </Section>
  );
}
