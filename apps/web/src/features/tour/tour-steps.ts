import type { Change } from '@signpost/api-contract';

/** The steps of the tour, in order. */
export const tourSteps = ['broken', 'why', 'repair', 'undo', 'end'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The link of the demo that the tour is about, and what it is repaired with. */
export const tourLink = { bucket: 'acme-releases', prefix: 'cli/', key: 'cli/old-installer.exe' } as const;
export const tourTarget = 'cli/2.14.0/setup.exe';

/** How far the clocks of browser and server may lie apart. */
const clockMs = 60_000;

/**
 * The step to show: what the visitor has written completes a step, wherever it was written from.
 * `latest` is the newest change of the link; those from before the tour (`since`, ISO 8601) are part of its story.
 */
export function toShownStep(
  step: TourStep,
  latest: Pick<Change, 'action' | 'outcome' | 'at'> | undefined,
  since: string,
): TourStep {
  const isOfTour = latest !== undefined && Date.parse(latest.at) >= Date.parse(since) - clockMs;
  const written = isOfTour && latest.outcome === 'applied' ? latest.action : undefined;
  if (written === 'repoint' && step !== 'end') return 'undo';
  if (written === 'undo' && step === 'undo') return 'end';
  return step;
}

/** The step after one, or nothing after the last. */
export function toNextStep(step: TourStep): TourStep | undefined {
  return tourSteps[tourSteps.indexOf(step) + 1];
}
