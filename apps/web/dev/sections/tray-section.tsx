import { useState } from 'react';
import { Checkbox } from '../../src/shared/ui/choice.tsx';
import { Tray } from '../../src/shared/ui/parts/tray.tsx';
import { Section, useSample } from '../sample.tsx';

export function TraySection() {
  const sample = useSample();
  const [same, setSame] = useState(false);
  const reason = sample('Every staged change equals what is there now.', '暂存的更改与现状相同。');
  const counts = [
    { id: 'repointed', count: 9, label: sample('repointed', '个修改目标') },
    { id: 'created', count: 1, label: sample('created', '个新建') },
    { id: 'lost', count: 2, label: sample('objects lost', '个文件丢失'), danger: true },
  ];
  const nothing = (): void => undefined;
  return (
    <Section title={sample('Tray', '托盘')}>
      <Checkbox
        checked={same}
        label={sample('Nothing differs from now', '与现状没有差异')}
        onChange={() => setSame(!same)}
      />
      <div className="h-56 overflow-y-auto rounded-md border border-line">
        <p className="h-96 p-3 text-13 text-ink-2">{sample('Rows of the map', '地图的各行')}</p>
        <Tray
          counts={counts}
          onDiscard={nothing}
          onReview={nothing}
          review={sample('Review 12 changes …', '检查 12 项更改…')}
          {...(same ? { reviewReason: reason } : {})}
          title={sample('1 move staged, nothing written', '已暂存 1 次移动，尚未写入')}
        />
      </div>
    </Section>
  );
}
