/** What a benchmark is meant to reach. */
export interface Aim {
  readonly kind: 'at-least' | 'at-most';
  readonly value: number;
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** Lowest and highest round. */
  readonly spread?: readonly [low: number, high: number];
  readonly aim?: Aim;
  /** The two sides in absolute terms: only good for telling how the ratio came about. */
  readonly ours?: string;
  readonly peer?: string;
  /** Which part had no more to give, with CPU seconds per second of each. */
  readonly saturates?: string;
}

/** `×` is a ratio; everything else describes one side alone. */
export type Unit = '×' | 'kB' | 'MB' | 's' | 'ms' | 'calls' | 'frames' | '%' | 'nodes' | 'rows';

/** What one benchmark found. */
export interface Outcome {
  readonly rows: readonly Row[];
  /** Conditions without which the rows cannot be read. */
  readonly notes?: readonly string[];
  /** Why nothing was measured. */
  readonly skipped?: string;
}

export function meetsAim({ value, aim }: Row): boolean {
  if (aim === undefined) return true;
  return aim.kind === 'at-least' ? value >= aim.value : value <= aim.value;
}
