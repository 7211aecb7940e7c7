import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { SelectionDialogProps } from '../features/plans/selection-dialog.tsx';
import type { SelectionActionId } from '../shared/actions/list-selection-actions.ts';

const SelectionDialog = lazy(async () => {
  const texts = needTexts('plans', 'sheet');
  const part = { default: (await import('../features/plans/selection-dialog.tsx')).SelectionDialog };
  await texts;
  return part;
});

const RenameDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/rename-dialog.tsx')).RenameDialog };
  await texts;
  return part;
});

const RestoreManyDialog = lazy(async () => {
  const texts = needTexts('restore', 'parts');
  const part = { default: (await import('../features/restore/restore-many-dialog.tsx')).RestoreManyDialog };
  await texts;
  return part;
});

/** A verb that was chosen for so many links, or links and objects. */
export interface AskedAction {
  action: SelectionActionId;
  count: number;
}

type Props = AskedAction & Omit<SelectionDialogProps, keyof AskedAction | 'onPlan'>;

/** The dialog of a verb for what is selected. Their keys are too many for an address. */
export function SelectedLinksDialog({ action, ...props }: Props) {
  const navigate = useNavigate();
  const { connection } = props;
  const onPlan = ({ id }: { id: string }): void =>
    void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } });
  if (action === 'delete' || action === 'exportLinks') return null;
  if (action === 'renameKeys' || action === 'copyKeys') {
    const { links, count: _, incomplete: _incomplete, ...rest } = props;
    if (links.by !== 'keys') return null;
    return (
      <Suspense fallback={null}>
        <RenameDialog
          {...rest}
          act={action === 'renameKeys' ? 'rename' : 'copy'}
          keys={links.keys}
          onPlan={onPlan}
        />
      </Suspense>
    );
  }
  if (action === 'restoreTargets') {
    const { bucket, links, onClose } = props;
    return (
      <Suspense fallback={null}>
        <RestoreManyDialog bucket={bucket} connection={connection} links={links} onClose={onClose} />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={null}>
      <SelectionDialog {...props} action={action} onPlan={onPlan} />
    </Suspense>
  );
}
