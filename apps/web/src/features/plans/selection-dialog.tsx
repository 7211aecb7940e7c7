import type { Plan, PlanSource } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { DraftDialog } from './components/draft-dialog.tsx';
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
  const { t } = useTranslation('plans');
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
        ? t('selected.needFrom')
        : from === to
          ? t('selected.same')
          : undefined;
  const misread = (): string => t('move.misread');
  return (
    <DraftDialog
      danger={action === 'delete'}
      draft={draft}
      failed={t('move.draftFailed')}
      onClose={onClose}
      onDraft={() => draft.mutate(source)}
      review={t('move.review')}
      title={t(`selected.${action}`, { count: keys.length })}
      waits={waits}
    >
      <p className="text-13 text-ink-2">{t(`selected.${action}Body`)}</p>
      {action === 'swap' && (
        <>
          <KeyField label={t('selected.from')} onKey={setFrom} say={misread} scope={scope} value={from} />
          <KeyField label={t('selected.to')} onKey={setTo} say={misread} scope={scope} value={to} />
        </>
      )}
    </DraftDialog>
  );
}
