import type { FindingLevel } from '@signpost/link-model/write';
import type { IconName } from './icon.tsx';

/** Shape and colour of each level; its word is `findings:level`. */
export const findingMarks: Record<FindingLevel, { icon: IconName; ink: string }> = {
  block: { icon: 'close', ink: 'text-danger' },
  prove: { icon: 'warning', ink: 'text-danger' },
  choose: { icon: 'warning', ink: 'text-caution' },
  advise: { icon: 'info', ink: 'text-caution' },
  note: { icon: 'check', ink: 'text-ink-3' },
};
