import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { planQueries } from '../../shared/queries/plan-queries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { useDraftPlan } from './use-draft-plan.ts';

export interface RemoveDialogProps extends BucketRef {
  /** Of the folder link. */
  prefix: string;
  onClose: () => void;
  /** A plan was made of it. */
  onPlan: (plan: Plan) => void;
}

/** Says what removing a folder of links deletes, and makes the plan for it. */
export function RemoveDialog({ prefix, onClose, onPlan, ...scope }: RemoveDialogProps) {
  const { t } = useTranslation(['plans', 'common']);
  const choices = useQuery(planQueries.folderChoices(scope, prefix));
  const draft = useDraftPlan(scope, onPlan);
  const links = choices.data?.links ?? 0;
  return (
    <Dialog
      busy={draft.isPending}
      description={t('plans:move.about')}
      footer={
        <>
          <Button onClick={onClose} variant="quiet">
            {t('common:action.cancel')}
          </Button>
          <Button
            onClick={() => draft.mutate({ kind: 'delete-links', links: { by: 'prefix', prefix } })}
            pending={draft.isPending}
            variant="outline-danger"
          >
            {links === 0 ? t('plans:remove.reviewUnknown') : t('plans:remove.review', { count: links })}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t('plans:remove.title', { name: toVisibleText(toKeyParts(prefix).name) })}
    >
      <p className="text-14 text-ink-1">{t('plans:remove.body', { prefix: toVisibleText(prefix) })}</p>
      {draft.isError && (
        <div className="mt-3">
          <FailedState error={draft.error} inline title={t('plans:move.draftFailed')} />
        </div>
      )}
    </Dialog>
  );
}
