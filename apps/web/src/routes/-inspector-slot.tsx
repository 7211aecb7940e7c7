import { toVisibleText } from '@signpost/link-model/text';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { needTexts } from '../app/i18n.ts';
import type { InspectorProps } from '../features/inspector/inspector.tsx';
import { useMediaQuery } from '../shared/hooks/use-media-query.ts';
import { SidePanel } from '../shared/ui/side-panel.tsx';
import { Skeleton, SkeletonFrame } from '../shared/ui/skeleton.tsx';

const Inspector = lazy(async () => {
  // What a recorded write came to is said in the words of the changes page.
  const texts = needTexts('inspector', 'changes', 'actions', 'parts');
  const part = { default: (await import('../features/inspector/inspector.tsx')).Inspector };
  await texts;
  return part;
});
const OverlayPanel = lazy(async () => ({
  default: (await import('../shared/ui/overlay-panel.tsx')).OverlayPanel,
}));

/** Where the inspector stands: beside the list, or over it where there is no room. */
export function InspectorSlot({ covered, ...props }: InspectorProps & { covered: boolean }) {
  const { t } = useTranslation('objects');
  const overlaid = useMediaQuery('(width < 60rem)');
  const label = t('panel', { key: toVisibleText(props.objectKey) });
  const waiting = (
    <SkeletonFrame className="flex flex-col gap-3 p-4">
      <Skeleton className="w-2/3" />
      <Skeleton className="h-24" />
      <Skeleton className="w-1/2" />
    </SkeletonFrame>
  );
  const inspector: ReactNode = (
    <Suspense fallback={waiting}>
      <Inspector
        key={props.objectKey}
        {...props}
        // Over the list it has the whole width already, and on a phone not much of it.
        {...(overlaid ? { wide: false, onWide: undefined } : {})}
      />
    </Suspense>
  );
  // Two windows over one page would each take the keyboard: the dialog's comes first, the panel is there again after it.
  if (overlaid && covered) return null;
  if (!overlaid && props.wide === true)
    return <div className="flex min-h-0 min-w-0 flex-1 flex-col">{inspector}</div>;
  if (!overlaid) return <SidePanel>{inspector}</SidePanel>;
  return (
    <Suspense fallback={null}>
      <OverlayPanel label={label} onClose={props.onClose}>
        {inspector}
      </OverlayPanel>
    </Suspense>
  );
}
