import { createStoredChoice } from '../../shared/lib/stored-choice.ts';
import { tourSteps } from './tour-steps.ts';

/** When the tour was started, ISO 8601: older writes are none of the visitor's. */
export const tourSince = createStoredChoice('tour-since', (text) => text, '');

/** Where the visitor is in the tour; `new`: it has not been offered or was not taken yet. */
export const tourChoice = createStoredChoice('tour', ['new', 'closed', ...tourSteps] as const, 'new');

/** Begins the tour over the demo's story. */
export function startTour(): void {
  tourSince.set(new Date().toISOString());
  tourChoice.set(tourSteps[0]);
}
