import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { SelectionDialogProps } from '../features/plans/selection-dialog.tsx';
import type { SelectionActionId } from '../shared/actions/list-actions.ts';

const SelectionDialog = lazy(async () => {
  const texts = needTexts('plans', 'sheet');
  const part = { default: (await import('../features/plans/selection-dialog.tsx')).SelectionDialog };
  await texts;
  return part;
});

/** A verb that was chosen for so many links. */
export interface AskedAction {
  action: SelectionActionId;
  count: number;
}

type Props = AskedAction & Omit<SelectionDialogProps, keyof AskedAction | 'onPlan'>;

/** The dialog of a verb for selected links. Their keys are too many for an address. */
export function SelectedLinksDialog({ action, ...props }: Props) {
  const navigate = useNavigate();
  const { connection } = props;
  if (action === 'delete' || action === 'exportLinks') return null;
  return (
    <Suspense fallback={null}>
      <SelectionDialog
        {...props}
        action={action}
        onPlan={({ id }) =>
          void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } })
        }
      />
    </Suspense>
  );
}
