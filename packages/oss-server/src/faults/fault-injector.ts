import type { FaultContext, FaultEffect, FaultHandle, FaultMatch, FaultRule } from './fault-rule.ts';

/** A fault chosen for one request. */
export interface ActiveFault {
  effect: FaultEffect;
  /** Resolves when the fault's stalls may go on. */
  released: Promise<void>;
}

interface PlacedFault {
  rule: FaultRule;
  hits: number;
  skipped: number;
  onHit: () => void;
  release: () => void;
  released: Promise<void>;
}

/** Holds the faults in place and picks those that hit a request, in the order they were added. */
export class FaultInjector {
  readonly #placed = new Set<PlacedFault>();

  /** Puts a fault in place. */
  add(rule: FaultRule): FaultHandle {
    const hit = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const placed: PlacedFault = {
      rule,
      hits: 0,
      skipped: 0,
      onHit: hit.resolve,
      release: release.resolve,
      released: release.promise,
    };
    this.#placed.add(placed);
    const handle: FaultHandle = {
      get hits() {
        return placed.hits;
      },
      hit: hit.promise,
      release: release.resolve,
      remove: () => {
        this.#placed.delete(placed);
        release.resolve();
      },
    };
    return handle;
  }

  /** Takes every fault away. */
  clear(): void {
    for (const placed of this.#placed) placed.release();
    this.#placed.clear();
  }

  /** The faults that hit this request; counts them as hits. */
  strike(context: FaultContext): ActiveFault[] {
    if (this.#placed.size === 0) return [];
    const active: ActiveFault[] = [];
    for (const placed of this.#placed) {
      if (!matches(placed.rule.match ?? {}, context)) continue;
      if (placed.skipped < (placed.rule.skip ?? 0)) {
        placed.skipped += 1;
        continue;
      }
      if (placed.hits >= (placed.rule.times ?? Infinity)) continue;
      placed.hits += 1;
      placed.onHit();
      active.push({ effect: placed.rule.effect, released: placed.released });
    }
    return active;
  }
}

function matches(match: FaultMatch, context: FaultContext): boolean {
  const { operation, bucket, key, method } = match;
  if (operation !== undefined) {
    const names = typeof operation === 'string' ? [operation] : operation;
    if (!names.includes(context.operation)) return false;
  }
  if (bucket !== undefined && bucket !== context.bucket) return false;
  if (method !== undefined && method !== context.method) return false;
  if (key === undefined) return true;
  if (context.key === undefined) return false;
  return typeof key === 'string' ? key === context.key : key.test(context.key);
}
