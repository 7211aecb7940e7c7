import { createStoredChoice } from '../shared/lib/stored-choice.ts';

export const navRailChoice = createStoredChoice('rail', ['names', 'icons'] as const, 'names');
