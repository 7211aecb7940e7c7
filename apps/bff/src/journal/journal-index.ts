import type { ChangeFilter, Intent, Outcome, Recorded } from './journal.ts';

/** The journal in memory: what a file of changes says, ready to be asked. */
export class JournalIndex {
  readonly #inOrder: Recorded[] = [];
  readonly #byId = new Map<string, { recorded: Recorded; position: number }>();
  readonly #byKey = new Map<string, Recorded[]>();

  addIntent(intent: Intent): void {
    const recorded: Recorded = { intent };
    this.#byId.set(intent.id, { recorded, position: this.#inOrder.push(recorded) - 1 });
    const place = placeOf(intent);
    const ofKey = this.#byKey.get(place);
    if (ofKey === undefined) this.#byKey.set(place, [recorded]);
    else ofKey.push(recorded);
  }

  addOutcome(outcome: Outcome): void {
    const found = this.#byId.get(outcome.id);
    if (found !== undefined) found.recorded.outcome = outcome;
  }

  get(connection: string, id: string): Recorded | undefined {
    const recorded = this.#byId.get(id)?.recorded;
    return recorded?.intent.connection === connection ? recorded : undefined;
  }

  list(
    filter: ChangeFilter,
    page: { cursor?: string | undefined; limit: number },
  ): { items: Recorded[]; nextCursor?: string } {
    const start =
      page.cursor === undefined ? this.#inOrder.length : (this.#byId.get(page.cursor)?.position ?? 0);
    const items: Recorded[] = [];
    for (let i = start - 1; i >= 0; i -= 1) {
      const recorded = this.#inOrder[i];
      if (recorded === undefined || !matches(recorded.intent, filter)) continue;
      if (items.length === page.limit) return { items, nextCursor: items.at(-1)?.intent.id ?? '' };
      items.push(recorded);
    }
    return { items };
  }

  latest(place: { connection: string; bucket: string; key: string }): Recorded | undefined {
    return this.#byKey.get(placeOf(place))?.findLast(({ outcome }) => outcome?.outcome !== 'failed');
  }

  unsettled(): Recorded[] {
    return this.#inOrder.filter(({ outcome }) => outcome === undefined || outcome.outcome === 'unknown');
  }
}

function placeOf(place: { connection: string; bucket: string; key: string }): string {
  return JSON.stringify([place.connection, place.bucket, place.key]);
}

function matches(intent: Intent, { connection, bucket, key }: ChangeFilter): boolean {
  return (
    intent.connection === connection &&
    (bucket === undefined || intent.bucket === bucket) &&
    (key === undefined || intent.key === key)
  );
}
