import { isUnresolved } from './arrival.ts';
import type { ChangeFilter, ChangePage, Intent, KeyRef, Outcome, Recorded } from './journal.ts';
import { RequestIds } from './request-ids.ts';

/** The journal in memory: what a file of changes says, ready to be asked. */
export class JournalIndex {
  readonly #inOrder: Recorded[] = [];
  readonly #byId = new Map<string, { recorded: Recorded; position: number }>();
  readonly #byKey = new Map<string, Recorded[]>();
  readonly #byRequest: RequestIds;
  /** Ids of changes that are worth another read: a few among many. */
  readonly #unresolved = new Set<string>();

  constructor({ keptRequestIds }: { keptRequestIds?: number } = {}) {
    this.#byRequest = new RequestIds(keptRequestIds);
  }

  addIntent(intent: Intent): void {
    const recorded: Recorded = { intent };
    this.#byId.set(intent.id, { recorded, position: this.#inOrder.push(recorded) - 1 });
    this.#unresolved.add(intent.id);
    const place = placeOf(intent);
    const ofKey = this.#byKey.get(place);
    if (ofKey === undefined) this.#byKey.set(place, [recorded]);
    else ofKey.push(recorded);
  }

  addOutcome(outcome: Outcome): void {
    const found = this.#byId.get(outcome.id);
    if (found === undefined) return;
    found.recorded.outcome = outcome;
    if (!isUnresolved(found.recorded)) this.#unresolved.delete(outcome.id);
    if (outcome.ossRequestId !== undefined) this.#byRequest.set(outcome.ossRequestId, outcome.id);
  }

  get(connection: string, id: string): Recorded | undefined {
    const recorded = this.#byId.get(id)?.recorded;
    return recorded?.intent.connection === connection ? recorded : undefined;
  }

  list(filter: ChangeFilter, page: ChangePage): { items: Recorded[]; nextCursor?: string } {
    const { requestId } = filter;
    const known = requestId === undefined ? undefined : this.#byRequest.get(requestId);
    if (known !== undefined) {
      const recorded = this.get(filter.connection, known);
      return { items: recorded !== undefined && matches(recorded, filter) ? [recorded] : [] };
    }
    // An id that the map does not hold belongs to no change, unless the map has let older ones go.
    if (requestId !== undefined && this.#byRequest.isWhole) return { items: [] };
    const items: Recorded[] = [];
    for (let i = this.#startOf(page); i >= 0; i -= 1) {
      const recorded = this.#inOrder[i];
      if (recorded === undefined || !matches(recorded, filter)) continue;
      if (items.length === page.limit) return { items, nextCursor: items.at(-1)?.intent.id ?? '' };
      items.push(recorded);
    }
    return { items };
  }

  latest(key: KeyRef): Recorded | undefined {
    const newest = this.#byKey.get(placeOf(key))?.findLast(({ outcome }) => outcome?.outcome !== 'failed');
    const { overtakenBy } = newest?.outcome ?? {};
    return overtakenBy === undefined ? newest : (this.get(key.connection, overtakenBy) ?? newest);
  }

  unresolved(key?: KeyRef): Recorded[] {
    const found: Recorded[] = [];
    for (const id of this.#unresolved) {
      const recorded = this.#byId.get(id)?.recorded;
      if (recorded === undefined || (key !== undefined && placeOf(recorded.intent) !== placeOf(key)))
        continue;
      found.push(recorded);
    }
    return found;
  }

  /** Position of the first change of a page; below zero where its id is not known. */
  #startOf({ cursor, from }: ChangePage): number {
    if (cursor !== undefined) return (this.#byId.get(cursor)?.position ?? 0) - 1;
    if (from !== undefined) return this.#byId.get(from)?.position ?? -1;
    return this.#inOrder.length - 1;
  }
}

function placeOf({ connection, bucket, key }: KeyRef): string {
  return JSON.stringify([connection, bucket, key]);
}

function matches({ intent, outcome }: Recorded, filter: ChangeFilter): boolean {
  const { connection, bucket, key, requestId } = filter;
  return (
    intent.connection === connection &&
    (bucket === undefined || intent.bucket === bucket) &&
    (key === undefined || intent.key === key) &&
    (requestId === undefined || outcome?.ossRequestId?.toUpperCase() === requestId.toUpperCase())
  );
}
