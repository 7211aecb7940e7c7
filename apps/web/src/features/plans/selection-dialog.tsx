import type { Plan, PlanSource } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { useDraftPlan } from './use-draft-plan.ts';

export interface SelectionDialogProps extends BucketRef {
  action: 'swap' | 'delete';
  /** Keys of the links that were selected. */
  keys: readonly string[];
  onClose: () => void;
  /** A plan was made of it. */
  onPlan: (plan: Plan) => void;
}

/** Makes a plan of selected links: to delete them, or to change the prefix of their targets. */
export function SelectionDialog({ action, keys, onClose, onPlan, ...scope }: SelectionDialogProps) {
  const { t } = useTranslation(['plans', 'common']);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const draft = useDraftPlan(scope, onPlan);
  const links = { by: 'keys' as const, keys: [...keys] };
  const source: PlanSource =
    action === 'delete'
      ? { kind: 'delete-links', links }
      : { kind: 'rule', links, rule: { kind: 'swap-prefix', from, to } };
  const waits =
    action === 'delete'
      ? undefined
      : from === ''
        ? t('plans:selected.needFrom')
        : from === to
          ? t('plans:selected.same')
          : undefined;
  const misread = (): string => t('plans:move.misread');
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
            disabledReason={waits}
            form="selection-plan"
            pending={draft.isPending}
            type="submit"
            variant={action === 'delete' ? 'outline-danger' : 'primary'}
          >
            {t('plans:move.review')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t(`plans:selected.${action}`, { count: keys.length })}
    >
      <form
        className="flex flex-col gap-3"
        id="selection-plan"
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === undefined && !draft.isPending) draft.mutate(source);
        }}
      >
        <p className="text-13 text-ink-2">{t(`plans:selected.${action}Body`)}</p>
        {action === 'swap' && (
          <>
            <KeyField
              label={t('plans:selected.from')}
              onKey={setFrom}
              say={misread}
              scope={scope}
              value={from}
            />
            <KeyField label={t('plans:selected.to')} onKey={setTo} say={misread} scope={scope} value={to} />
          </>
        )}
        {draft.isError && <FailedState error={draft.error} inline title={t('plans:move.draftFailed')} />}
      </form>
    </Dialog>
  );
}
