import { lazy, Suspense } from 'react';
import type { PlanDialogsProps } from './-plan-dialogs.tsx';

const PlanDialogs = lazy(async () => ({ default: (await import('./-plan-dialogs.tsx')).PlanDialogs }));
const names = new Set(['move', 'new-folder-link', 'import-links', 'remove-folder-link', 'rename', 'copy']);

/** The dialogs that make plans, over the page whose address asks for one. */
export function MoveSlot(props: PlanDialogsProps) {
  return names.has(props.search.dialog ?? '') ? (
    <Suspense fallback={null}>
      <PlanDialogs {...props} />
    </Suspense>
  ) : null;
}
