import { lazy, Suspense } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { LinkSheetWindowProps } from './-link-sheet-window.tsx';

const LinkSheet = lazy(async () => {
  const texts = needTexts('sheet', 'findings');
  const part = { default: (await import('./-link-sheet-window.tsx')).LinkSheetWindow };
  await texts;
  return part;
});

/** Where the write sheet stands: over whatever page its address names, loaded when it is asked for. */
export function LinkSheetSlot(props: LinkSheetWindowProps) {
  const { sheet } = props.search;
  if (sheet === undefined || sheet === 'upload') return null;
  return (
    <Suspense fallback={null}>
      <LinkSheet {...props} />
    </Suspense>
  );
}
