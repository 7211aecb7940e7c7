import { diffSequences } from '@signpost/link-model/text';

/** Lines of a changed text: kept, gone or new. */
export interface LineRun {
  kind: 'same' | 'removed' | 'added';
  lines: string[];
}

/** Compares two texts line by line. Joined, the kept and gone lines are the old text, the kept and new ones the new. */
export function diffLines(before: string, after: string): LineRun[] {
  return diffSequences(before.split('\n'), after.split('\n')).map(({ kind, items }) => ({
    kind,
    lines: items,
  }));
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

/** More than this is not drawn: the differences have been seen by then, and hostile text takes long to draw. */
const most = { lines: 600, text: 50_000, line: 2000 };

/** How many of these lines are drawn. */
export function countDrawnLines(lines: readonly string[]): number {
  let text = 0;
  const end = lines.findIndex((line, at) => {
    text += Math.min(line.length, most.line);
    return at >= most.lines || text > most.text;
  });
  return end === -1 ? lines.length : end;
}

/** The beginning of a line as it is drawn, and how many characters are left out after it. */
export function cutLine(line: string): { head: string; cut: number } {
  if (line.length <= most.line) return { head: line, cut: 0 };
  // No half of a sign of two code units.
  const head = line.slice(0, most.line).replace(/[\ud800-\udbff]$/, '');
  return { head, cut: line.length - head.length };
}
