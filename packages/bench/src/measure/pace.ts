/** How long and how often to measure. */
export interface Pace {
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmMs: number;
  /** Before each round, unmeasured. */
  readonly settleMs: number;
}

/** How much a run takes on: the whole, or a quick look that only shows that everything works. */
export interface Scale {
  readonly quick: boolean;
  readonly pace: Pace;
  /** For cells of a large table. */
  readonly shortPace: Pace;
  /** Keys of the large bucket. */
  readonly manyKeys: number;
  /** How far the browser scrolls. */
  readonly scrollToRow: number;
}

export function toScale(quick: boolean): Scale {
  if (quick) {
    return {
      quick,
      pace: { rounds: 2, roundMs: 150, warmMs: 100, settleMs: 30 },
      shortPace: { rounds: 2, roundMs: 80, warmMs: 50, settleMs: 20 },
      manyKeys: 20_000,
      scrollToRow: 3000,
    };
  }
  return {
    quick,
    pace: { rounds: 10, roundMs: 350, warmMs: 1000, settleMs: 150 },
    shortPace: { rounds: 6, roundMs: 250, warmMs: 300, settleMs: 100 },
    manyKeys: 1_000_000,
    scrollToRow: 100_000,
  };
}
