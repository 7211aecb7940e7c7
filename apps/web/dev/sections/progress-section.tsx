import { useState } from 'react';
import { WorkProgress } from '../../src/shared/ui/parts/work-progress.tsx';
import type { WorkState } from '../../src/shared/ui/parts/work-progress-model.ts';
import { Section, useSample } from '../sample.tsx';

const ended = ['stopping', 'done', 'stopped', 'failed'] as const;

export function ProgressSection() {
  const sample = useSample();
  const [state, setState] = useState<WorkState>('running');
  const name = sample('Repointing cli/latest/', '正在修改 cli/latest/ 的目标文件');
  return (
    <Section title={sample('Progress', '进度')}>
      <WorkProgress
        name={name}
        onPause={() => setState('paused')}
        onResume={() => setState('running')}
        onStop={() => setState('stopped')}
        work={{ state, done: 4120, total: 12_431, perSecond: 58.4 }}
      />
      <WorkProgress
        name={sample('Scanning acme-cdn', '正在扫描 acme-cdn')}
        onStop={() => setState('stopped')}
        work={{ state: 'running', done: 88_000, perSecond: 940 }}
      />
      {ended.map((state) => (
        <WorkProgress
          key={state}
          name={name}
          onStop={() => undefined}
          work={{ state, done: state === 'done' ? 12_431 : 9310, total: 12_431 }}
        />
      ))}
    </Section>
  );
}
