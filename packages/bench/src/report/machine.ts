import { availableParallelism, cpus } from 'node:os';

/** The machine as far as a reader needs it to judge a ratio. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  return `${model}, ${availableParallelism()} cores, Node ${process.versions.node}`;
}
