import type { Plan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { useMadePlan } from '../../../shared/hooks/use-made-plan.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { MomentText } from './moment-text.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface PastLineProps extends BucketRef {
  /** The moment that is drawn, ISO 8601. */
  at: string;
  /** Links below it are put back. */
  prefix: string;
  onNow: () => void;
  onPlan: (plan: Plan) => void;
}

/** Says that the map is of an earlier moment, how that is known, and puts links back to it by a plan. */
export function PastLine({ at, prefix, onNow, onPlan, connection, bucket }: PastLineProps) {
  const { t } = useTranslation('map');
  const denial = useDenial(connection)('plan.write', { bucket, prefix, partly: true });
  const draft = useMadePlan(
    () =>
      call('draftPlan', {
        body: {
          connection,
          bucket,
          source: { kind: 'revert', to: { by: 'moment', links: { by: 'prefix', prefix }, at } },
        },
      }),
    onPlan,
  );
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line bg-caution-soft px-3 py-2 text-13">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <strong className="font-medium">
          {t('moment.past')} <MomentText at={at} />
        </strong>
        <span className="text-ink-2">{t('moment.known')}</span>
        <span className="ml-auto flex gap-2">
          <Button onClick={onNow} size="small" variant="quiet">
            {t('moment.toNow')}
          </Button>
          <Button
            disabledReason={denial}
            onClick={() => draft.mutate()}
            pending={draft.isPending}
            size="small"
          >
            {t('moment.putBack')}
          </Button>
        </span>
      </div>
      {draft.isError && <FailedState error={draft.error} inline title={t('tray.failed')} />}
    </div>
  );
}
