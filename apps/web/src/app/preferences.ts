import { createStoredChoice } from '../shared/lib/stored-choice.ts';

export const railChoice = createStoredChoice('rail', ['names', 'icons'] as const, 'names');
