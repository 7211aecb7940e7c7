import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { BrowserSearch } from '../shared/lib/browser-search.ts';
import type { BucketRef } from '../shared/lib/key-ref.ts';

const MoveDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/move-dialog.tsx')).MoveDialog };
  await texts;
  return part;
});
const RemoveDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/remove-dialog.tsx')).RemoveDialog };
  await texts;
  return part;
});

const RenameDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/rename-dialog.tsx')).RenameDialog };
  await texts;
  return part;
});

const ImportDialog = lazy(async () => {
  const texts = needTexts('plans');
  const part = { default: (await import('../features/plans/import-dialog.tsx')).ImportDialog };
  await texts;
  return part;
});

export interface PlanDialogsProps extends BucketRef {
  search: BrowserSearch;
  onClose: () => void;
}

/** The dialogs that make plans of a folder of links, of a key or of a file. */
export function PlanDialogs({ search: { dialog, on = '', to = '' }, ...props }: PlanDialogsProps) {
  const navigate = useNavigate();
  const { connection } = props;
  const onPlan = ({ id }: { id: string }): void =>
    void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: id } });
  const isNew = dialog === 'new-folder-link';
  return (
    <Suspense fallback={null}>
      {((dialog === 'move' && on !== '') || isNew) && (
        <MoveDialog {...props} isNew={isNew} key={`${dialog} ${on}`} onPlan={onPlan} prefix={on} to={to} />
      )}
      {dialog === 'import-links' && <ImportDialog {...props} onPlan={onPlan} />}
      {(dialog === 'rename' || dialog === 'copy') && on !== '' && (
        <RenameDialog {...props} act={dialog} key={`${dialog} ${on}`} keys={[on]} onPlan={onPlan} />
      )}
      {dialog === 'remove-folder-link' && on !== '' && (
        <RemoveDialog {...props} onPlan={onPlan} prefix={on} />
      )}
    </Suspense>
  );
}
