import { useState } from 'react';
import { TimeRangePicker } from '../../src/shared/ui/parts/time-range-picker.tsx';
import type { TimeRange } from '../../src/shared/ui/parts/time-range.ts';
import { Section, useSample } from '../sample.tsx';

export function RangeSection() {
  const sample = useSample();
  const [value, setValue] = useState<TimeRange | undefined>({
    from: '2026-11-22T02:10:00.000Z',
    to: '2026-11-22T02:40:00.000Z',
  });
  return (
    <Section title={sample('Time range', '时间范围')}>
      <div className="flex flex-wrap items-center gap-3">
        <TimeRangePicker
          label={sample('Changed', '变更时间')}
          limits={{ earliest: '2026-10-01T00:00:00.000Z', longest: 31 }}
          onChange={setValue}
          value={value}
        />
        <code className="font-mono text-12 wrap-anywhere text-ink-2">{JSON.stringify(value ?? null)}</code>
      </div>
    </Section>
  );
}
