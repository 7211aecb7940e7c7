import type { Scale } from '../measure/pace.ts';
import type { Outcome } from '../report/outcome.ts';

/** What a run gives to each of its benchmarks. */
export interface Context {
  readonly scale: Scale;
  /** Temporary, shared by all benchmarks of a run and removed after it. */
  readonly folder: string;
  /** The built console. */
  readonly webDist: string;
}

/** One thing to measure. */
export type Benchmark = (context: Context) => Promise<Outcome>;
