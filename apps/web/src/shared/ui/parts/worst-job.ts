import { workStates, type Work, type WorkState } from './work-progress-model.ts';

/** Worst first: what a person has to look at comes before what runs by itself. */
const ranks: Record<WorkState, number> = {
  failed: 0,
  stopped: 1,
  paused: 2,
  stopping: 3,
  running: 4,
  done: 5,
};

/** The state that a chip for several jobs shows; undefined without a job. */
export function toWorstState(works: readonly Work[]): WorkState | undefined {
  return workStates
    .filter((state) => works.some((work) => work.state === state))
    .toSorted((one, other) => ranks[one] - ranks[other])[0];
}
