import { lazy, Suspense } from 'react';
import { tourChoice } from '../../features/tour/tour-choice.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { useConnection } from '../../shared/hooks/use-connection.ts';
import { needTexts } from '../i18n.ts';

const TourCard = lazy(async () => {
  const texts = needTexts('tour');
  try {
    const part = { default: (await import('../../features/tour/tour-card.tsx')).TourCard };
    await texts;
    return part;
  } catch {
    // Where it cannot be fetched the console goes on without it.
    return { default: () => null };
  }
});

/** Where the tour is shown, on every page of the demo; loaded once it was started. */
export function TourSlot({ connection }: { connection: string }) {
  const choice = useChoice(tourChoice);
  const facts = useConnection(connection);
  if (choice === 'new' || choice === 'closed') return null;
  if (facts?.demo !== true) return null;
  return (
    <Suspense fallback={null}>
      <TourCard connection={connection} />
    </Suspense>
  );
}
