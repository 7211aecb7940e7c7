import type { Plan, PlanSource } from '@signpost/api-contract';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface DraftDialogProps {
  scope: BucketRef;
  draft: UseMutationResult<Plan, Error, PlanSource>;
  title: string;
  /** Names what is reviewed next. */
  review: string;
  /** Why no plan can be made yet. */
  waits?: string | undefined;
  /** The plan deletes links. */
  danger?: boolean;
  /** Says that no plan was made. */
  failed: string;
  /** A plan is asked for, and nothing stands in the way. */
  onDraft: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that makes a plan of what it asks for, and writes nothing. */
export function DraftDialog({
  scope: { connection, bucket },
  draft,
  title,
  review,
  waits: missing,
  danger = false,
  failed,
  onDraft,
  onClose,
  children,
}: DraftDialogProps) {
  const { t } = useTranslation(['plans', 'common']);
  const waits = useDenial(connection)('plan.write', { bucket, partly: true }) ?? missing;
  return (
    <Dialog
      busy={draft.isPending}
      description={t('plans:draft.about')}
      footer={
        <>
          <Button onClick={onClose} variant="quiet">
            {t('common:action.cancel')}
          </Button>
          <Button
            disabledReason={waits}
            form="draft-plan"
            pending={draft.isPending}
            type="submit"
            variant={danger ? 'outline-danger' : 'primary'}
          >
            {review}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={title}
    >
      <form
        className="flex flex-col gap-3"
        id="draft-plan"
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === undefined && !draft.isPending) onDraft();
        }}
      >
        {children}
        {draft.isError && <FailedState error={draft.error} inline reveal title={failed} />}
      </form>
    </Dialog>
  );
}
