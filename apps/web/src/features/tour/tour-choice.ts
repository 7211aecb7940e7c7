import { createStoredChoice } from '../../shared/lib/stored-choice.ts';

/** The steps of the tour, in order. Every page knows them; what they do is loaded with the card. */
export const tourSteps = ['broken', 'why', 'repair', 'undo', 'end'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The newest change of the tour's link when the tour began: its id, `none`, or empty until that was read. */
export const tourBaseline = createStoredChoice('tour-baseline', (text) => text, '');

/** Where the visitor is in the tour; `new`: it has not been offered or was not taken yet. */
export const tourChoice = createStoredChoice('tour', ['new', 'closed', ...tourSteps] as const, 'new');

/** Begins the tour over the demo's story. */
export function startTour(): void {
  tourBaseline.set('');
  tourChoice.set(tourSteps[0]);
}
