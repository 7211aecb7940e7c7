/** Lines of a changed text: kept, gone or new. */
export interface LineRun {
  kind: 'same' | 'removed' | 'added';
  lines: string[];
}

/** The common subsequence costs time and memory by the product of both sides: beyond this the middle is shown as replaced. */
const mostCells = 4_000_000;

/** Compares two texts line by line. Joined, the kept and gone lines are the old text, the kept and new ones the new. */
export function diffLines(before: string, after: string): LineRun[] {
  const a = toLines(before);
  const b = toLines(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const runs: LineRun[] = [];
  push(runs, 'same', a.slice(0, head));
  for (const run of diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)))
    push(runs, run.kind, run.lines);
  push(runs, 'same', a.slice(a.length - tail));
  return runs;
}

/** A run of kept lines, only as much of it as helps to find the place; `skipped` lines lie between both ends. */
interface ShownRun extends LineRun {
  skipped: number;
  /** What follows the skipped lines. */
  rest: string[];
}

/** Leaves out kept lines that are further than `context` from any change. */
export function foldSame(runs: readonly LineRun[], context = 3): ShownRun[] {
  return runs.map((run, at) => {
    const whole = { ...run, skipped: 0, rest: [] };
    if (run.kind !== 'same') return whole;
    const head = at === 0 ? 0 : context;
    const tail = at === runs.length - 1 ? 0 : context;
    const skipped = run.lines.length - head - tail;
    // One line takes no more room than saying that it is left out.
    if (skipped < 2) return whole;
    return {
      kind: run.kind,
      lines: run.lines.slice(0, head),
      skipped,
      rest: tail === 0 ? [] : run.lines.slice(-tail),
    };
  });
}

function diffMiddle(a: string[], b: string[]): LineRun[] {
  if (a.length === 0 || b.length === 0 || a.length * b.length > mostCells)
    return [
      { kind: 'removed', lines: a },
      { kind: 'added', lines: b },
    ];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1));
  const runs: LineRun[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(runs, 'same', a.slice(i, i + 1));
      i += 1;
      j += 1;
    } else if (
      j >= b.length ||
      (i < a.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      push(runs, 'removed', a.slice(i, i + 1));
      i += 1;
    } else {
      push(runs, 'added', b.slice(j, j + 1));
      j += 1;
    }
  }
  return runs;
}

function at(cells: Uint32Array, index: number): number {
  return cells[index] ?? 0;
}

function push(runs: LineRun[], kind: LineRun['kind'], lines: readonly string[]): void {
  if (lines.length === 0) return;
  const last = runs.at(-1);
  if (last?.kind === kind) last.lines.push(...lines);
  else runs.push({ kind, lines: [...lines] });
}

function toLines(text: string): string[] {
  return text.split('\n');
}
