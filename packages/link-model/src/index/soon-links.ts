import { soonMs, type Forecast } from '../health/forecast.ts';
import { SortedKeys } from './sorted-keys.ts';

/** A link that works now, and what will break it within thirty days. */
export interface SoonLink {
  key: string;
  forecast: Forecast;
}

interface Options {
  /** What comes next for a link, at any time ahead. */
  forecast: (key: string, now: number) => Forecast | undefined;
  works: (key: string) => boolean;
  /** Keys of all links. */
  links: () => Iterable<string>;
}

/**
 * Links that break within thirty days, kept up to date: a change has the links looked at again that it touches, and all
 * are once a forecast came near or true, which no change tells.
 */
export class SoonLinks {
  readonly #options: Options;
  readonly #forecasts = new Map<string, Forecast>();
  readonly #touched = new Set<string>();
  #keys = new SortedKeys();
  /** What is kept holds from then until then, in milliseconds since 1970. */
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #rounds = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** A change may tell something else of a link. */
  touch(key: string): void {
    this.#touched.add(key);
  }

  /** How often all were looked at: between two moments with the same number, time has changed nothing. */
  rounds(now: number): number {
    this.#refresh(now);
    return this.#rounds;
  }

  count(prefix: string, now: number): number {
    this.#refresh(now);
    return this.#keys.count(prefix);
  }

  /** Those below a prefix, in key order. */
  *below(prefix: string, now: number): Generator<SoonLink> {
    this.#refresh(now);
    for (const key of this.#keys.below(prefix)) {
      const forecast = this.#forecasts.get(key);
      if (forecast !== undefined) yield { key, forecast };
    }
  }

  #refresh(now: number): void {
    if (now < this.#from || now >= this.#until) {
      this.#forecasts.clear();
      this.#keys = new SortedKeys();
      this.#from = now;
      this.#until = Number.POSITIVE_INFINITY;
      this.#rounds += 1;
      for (const key of this.#options.links()) this.#look(key, now);
    } else
      for (const key of this.#touched) {
        if (this.#forecasts.delete(key)) this.#keys.delete(key);
        this.#look(key, now);
      }
    this.#touched.clear();
  }

  #look(key: string, now: number): void {
    const forecast = this.#options.forecast(key, now);
    if (forecast === undefined) return;
    const at = Date.parse(forecast.at);
    const nearAt = at - soonMs;
    this.#until = Math.min(this.#until, now < nearAt ? nearAt : at);
    if (now < nearAt || !this.#options.works(key)) return;
    this.#forecasts.set(key, forecast);
    this.#keys.add(key);
  }
}
