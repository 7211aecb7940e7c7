import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { useMadePlan } from '../../../shared/hooks/use-made-plan.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { toSource } from '../model/staged-moves.ts';
import type { StagedMoves } from '../use-staged-moves.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface StagedTrayProps extends BucketRef {
  staged: StagedMoves;
  /** A plan was made of the moves. */
  onPlan: (plan: Plan) => void;
}

/** What was staged: nothing of it is written. It is reviewed as one plan. */
export function StagedTray({ staged, onPlan, connection, bucket }: StagedTrayProps) {
  const { t } = useTranslation('map');
  const { moves } = staged;
  const denial = useDenial(connection)('plan.write', { bucket, partly: true });
  const draft = useMadePlan(
    () => call('draftPlan', { body: { connection, bucket, source: toSource(moves) } }),
    (plan) => {
      staged.clear();
      onPlan(plan);
    },
  );
  const links = moves.reduce((sum, { pointer }) => sum + pointer.links, 0);
  return (
    <section
      aria-label={t('tray.label')}
      className="flex max-h-[40%] shrink-0 flex-col gap-2 border-t border-line bg-surface-2 px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="text-13 font-medium">{t('tray.title', { count: moves.length })}</h2>
        <span className="ml-auto flex gap-2">
          <Button onClick={staged.clear} size="small" variant="quiet">
            {t('tray.discard')}
          </Button>
          <Button
            disabledReason={denial}
            onClick={() => draft.mutate()}
            pending={draft.isPending}
            size="small"
            variant="primary"
          >
            {t('tray.review', { count: links })}
          </Button>
        </span>
      </div>
      <ul className="flex min-h-0 flex-col overflow-auto">
        {moves.map(({ pointer, to }) => (
          <li className="flex min-h-7 min-w-0 items-center gap-2 text-13" key={pointer.name}>
            <KeyText className="min-w-0" value={pointer.name} />
            <span aria-hidden="true" className="shrink-0 text-ink-3">
              {pointer.kind === 'link' ? '→' : '⇒'}
            </span>
            <span className="sr-only">{t('tray.leadsTo')}</span>
            <KeyText className="min-w-0" leadsFrom={pointer.name} value={to} />
            {pointer.kind !== 'link' && (
              <span className="shrink-0 text-12 text-ink-3">{t('links', { count: pointer.links })}</span>
            )}
            <IconButton
              className="ml-auto"
              icon="close"
              label={t('tray.remove', { name: toVisibleText(pointer.name) })}
              onClick={() => staged.remove(pointer)}
            />
          </li>
        ))}
      </ul>
      {draft.isError && <FailedState error={draft.error} inline title={t('tray.failed')} />}
    </section>
  );
}
