import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { planQueries } from '../../shared/queries/plan-queries.ts';
import { DraftDialog } from './components/draft-dialog.tsx';
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
  const { t } = useTranslation('plans');
  const choices = useQuery(planQueries.folderChoices(scope, prefix));
  const draft = useDraftPlan(scope, onPlan);
  const links = choices.data?.links ?? 0;
  return (
    <DraftDialog
      danger
      draft={draft}
      scope={scope}
      failed={t('move.draftFailed')}
      onClose={onClose}
      onDraft={() => draft.mutate({ kind: 'delete-links', links: { by: 'prefix', prefix } })}
      review={links === 0 ? t('remove.reviewUnknown') : t('remove.review', { count: links })}
      title={t('remove.title', { name: toVisibleText(toKeyParts(prefix).name) })}
    >
      <p className="text-14 text-ink-1">{t('remove.body', { prefix: toVisibleText(prefix) })}</p>
    </DraftDialog>
  );
}
