import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { needTexts } from '../app/i18n.ts';
import { SelectionBar, type SelectionBarProps } from '../features/browser/components/selection-bar.tsx';

const SelectionDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/selection-dialog.tsx')).SelectionDialog };
  await texts;
  return part;
});

/** What can be done with marked rows, and the dialog of what a plan does. Its keys are too many for an address. */
export function SelectionSlot(props: Omit<SelectionBarProps, 'onPlan'>) {
  const navigate = useNavigate();
  const { connection = '', bucket = '' } = useParams({ strict: false });
  const [asked, setAsked] = useState<{ action: 'swap' | 'delete'; keys: readonly string[] }>();
  return (
    <>
      <SelectionBar
        {...props}
        onPlan={(action, keys) => setAsked({ action: action === 'swapTargets' ? 'swap' : 'delete', keys })}
      />
      {asked !== undefined && (
        <Suspense fallback={null}>
          <SelectionDialog
            {...asked}
            bucket={bucket}
            connection={connection}
            onClose={() => setAsked(undefined)}
            onPlan={({ id }) =>
              void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } })
            }
          />
        </Suspense>
      )}
    </>
  );
}
