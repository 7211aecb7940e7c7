/** What a check found. */
export interface CheckReport {
  readonly ok: boolean;
  /** One short line, shown beside the name. */
  readonly summary: string;
  /** Everything that has to be put right, or is worth knowing although the check passed. */
  readonly lines: readonly string[];
}

/** One thing about the repository that holds by itself because a tool looks at it. */
export interface Check {
  readonly name: string;
  /**
   * Looks at the working copy under `root`. The root is a parameter so that a test can plant a violation in a small
   * tree of its own: a check that was never seen to fail proves nothing.
   */
  run(root: string): Promise<CheckReport>;
}

/** A report over a list of problems: none is good. */
export function reportProblems(
  problems: readonly string[],
  whenGood: string,
  more: readonly string[] = [],
): CheckReport {
  const summary = problems.length === 0 ? whenGood : plural(problems.length, 'problem');
  return { ok: problems.length === 0, summary, lines: [...problems, ...more] };
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
