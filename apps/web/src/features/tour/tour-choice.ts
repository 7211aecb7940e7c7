import { createStoredChoice } from '../../shared/lib/stored-choice.ts';
import { tourSteps } from './tour-steps.ts';

/** Where the visitor is in the tour; `new`: it has not been offered or was not taken yet. */
export const tourChoice = createStoredChoice('tour', ['new', 'closed', ...tourSteps] as const, 'new');
