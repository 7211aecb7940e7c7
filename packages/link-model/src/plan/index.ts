// Plans: many writes found, judged and put into order before the first is sent.
export { orderWrites, phaseOf, type PlannedAction, type PlannedWrite } from './planned-write.ts';
