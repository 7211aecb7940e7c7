import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Icon, type IconName } from '../icon.tsx';
import { RelativeTime } from '../time.tsx';

export type ApprovalState = 'approved' | 'waiting' | 'refused';

const marks: Record<ApprovalState, { icon: IconName; look: string }> = {
  approved: { icon: 'check', look: 'border-health-ok text-health-ok' },
  waiting: { icon: 'changes', look: 'border-dashed border-caution text-caution' },
  refused: { icon: 'close', look: 'border-danger text-danger' },
};

interface ApprovalBadgeProps {
  state: ApprovalState;
  /** Who decided. */
  by?: string;
  /** ISO; when it was decided, or asked for. */
  at?: string;
}

/** Where a second person's consent stands: by shape, border and word. */
export function ApprovalBadge({ state, by, at }: ApprovalBadgeProps) {
  const { t } = useTranslation('parts');
  const { icon, look } = marks[state];
  const word = t(`approval.${state}`);
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-12 whitespace-nowrap',
        look,
      )}
    >
      <Icon name={icon} size={12} />
      {by === undefined ? word : t('approval.by', { state: word, name: by })}
      {at !== undefined && (
        <>
          {' '}
          · <RelativeTime at={at} worded />
        </>
      )}
    </span>
  );
}
