import { availableParallelism } from 'node:os';

/** A process that can tell how much CPU time it has used. */
export interface Part {
  readonly name: string;
  /** User and system time so far, in milliseconds. */
  cpuMs(): Promise<number>;
}

/** CPU seconds per second of each part, by name. */
export type Busy = ReadonlyMap<string, number>;

/** This process. */
export const client: Part = {
  name: 'client',
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return Promise.resolve((user + system) / 1000);
  },
};

/** CPU time of every part, to be compared with a later reading. */
export async function readParts(parts: readonly Part[]): Promise<ReadonlyMap<string, number>> {
  return new Map(await Promise.all(parts.map(async (part) => [part.name, await part.cpuMs()] as const)));
}

/** A Node process has one thread of its own work; above this share it has no more to give. */
const saturated = 0.85;

/** Names what had no more to give, and what each part used. */
export function describeBusy(busy: Busy): string {
  const shares = [...busy].toSorted((a, b) => b[1] - a[1]);
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  const full = shares.filter(([, share]) => share >= saturated).map(([name]) => name);
  const figures = shares.map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ');
  return `${nameFull({ full, sum, parts: shares.length })} (${figures})`;
}

function nameFull({ full, sum, parts }: { full: string[]; sum: number; parts: number }): string {
  const cores = availableParallelism();
  if (sum >= saturated * cores && full.length !== 1) return cores === 1 ? 'the core' : `all ${cores} cores`;
  if (full.length > 0) return full.join(' and ');
  if (parts > 1 && sum >= saturated) return 'none, in turns';
  return 'none, waiting';
}
