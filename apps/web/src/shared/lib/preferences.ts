import { createStoredChoice } from './stored-choice.ts';

/** Remembered choices that several parts of the console read. */
export const rowHeightChoice = createStoredChoice('rows', ['compact', 'comfortable'] as const, 'compact');
export const singleKeysChoice = createStoredChoice('single-keys', ['on', 'off'] as const, 'on');
