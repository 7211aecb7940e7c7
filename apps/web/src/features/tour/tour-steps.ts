import type { Change } from '@signpost/api-contract';
import { tourSteps, type TourStep } from './tour-choice.ts';

/** The link of the demo that the tour is about, and what it is repaired with. */
export const tourLink = { bucket: 'acme-releases', prefix: 'cli/', key: 'cli/old-installer.exe' } as const;
export const tourTarget = 'cli/2.14.0/setup.exe';

/**
 * The step to show: what the visitor has written completes a step, wherever it was written from.
 * `latest` is the newest change of the link. `baseline` is the id of the one from before the tour: that is part of
 * its story, or another visitor's. Empty: not known yet.
 */
export function toShownStep(
  step: TourStep,
  latest: Pick<Change, 'id' | 'action' | 'outcome'> | undefined,
  baseline: string,
): TourStep {
  const isOfTour = latest !== undefined && baseline !== '' && latest.id !== baseline;
  const written = isOfTour && latest.outcome === 'applied' ? latest.action : undefined;
  if (written === 'repoint' && step !== 'end') return 'undo';
  if (written === 'undo' && step === 'undo') return 'end';
  return step;
}

/** The step after one, or nothing after the last. */
export function toNextStep(step: TourStep): TourStep | undefined {
  return tourSteps[tourSteps.indexOf(step) + 1];
}
