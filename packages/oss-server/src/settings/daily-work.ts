import { readLenientXml } from '@signpost/oss-protocol';

import { parseInventory } from '../inventory/inventory-configuration.ts';
import { produceInventory } from '../inventory/produce-inventory.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Store } from '../store/store.ts';
import { DAY, readLifecycle } from './lifecycle.ts';
import { sweepLifecycle } from './lifecycle-sweep.ts';

const MONDAY = 1;

/**
 * What happens to a bucket once a day at 00:00 UTC (08:00 UTC+8): lifecycle rules, then inventories.
 * It is done before the first request on the bucket after that hour, so that an injected clock decides.
 */
export class DailyWork {
  readonly #store: Store;
  readonly #lastDay = new Map<number, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Does what has become due since it was set or last done. */
  async runIfDue(name: string | undefined, now: number): Promise<void> {
    const { read } = this.#store;
    const bucket = name === undefined ? undefined : read.buckets.find(name);
    if (bucket === undefined) return;
    const today = Math.floor(now / DAY);
    if (this.#lastDay.get(bucket.id) === today) return;
    const fact = `daily ${bucket.id}`;
    const last = Number(this.#store.fact(fact) ?? Math.floor(bucket.created / DAY));
    this.#lastDay.set(bucket.id, today);
    if (today <= last || !this.#hasWork(bucket)) return;
    await this.#store.write((view) => {
      const midnight = today * DAY;
      const rules = readLifecycle(view, bucket);
      const set = view.buckets.settingTime(bucket, 'lifecycle') ?? 0;
      if (rules !== undefined && set < midnight) sweepLifecycle(view, bucket, { rules, now: midnight });
      for (const { body } of view.buckets.settings(bucket, 'inventory ')) {
        const configuration = parseInventory(readLenientXml(body));
        const due = configuration.frequency === 'Daily' || new Date(midnight).getUTCDay() === MONDAY;
        if (configuration.enabled && due) produceInventory(view, bucket, { configuration, now: midnight });
      }
      view.setFact(fact, String(today));
    });
  }

  #hasWork(bucket: Bucket): boolean {
    const { buckets } = this.#store.read;
    return (
      buckets.setting(bucket, 'lifecycle') !== undefined || buckets.settings(bucket, 'inventory ').length > 0
    );
  }
}
