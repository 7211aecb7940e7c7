import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDrawnLines, cutLine, diffLines, foldSame, type LineRun } from './line-diff.ts';

const linesOf = (runs: readonly LineRun[], without: LineRun['kind']): string =>
  runs
    .filter(({ kind }) => kind !== without)
    .flatMap(({ lines }) => lines)
    .join('\n');

describe('a line diff', () => {
  it('marks only the lines that differ', () => {
    expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([
      { kind: 'same', lines: ['a'] },
      { kind: 'removed', lines: ['b'] },
      { kind: 'added', lines: ['x'] },
      { kind: 'same', lines: ['c'] },
    ]);
  });

  it('keeps both texts whole, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffLines(before, after);
        expect(linesOf(runs, 'added')).toBe(before);
        expect(linesOf(runs, 'removed')).toBe(after);
        expect(runs.every(({ kind }) => kind === 'same')).toBe(before === after);
      }),
    );
  });

  it('shows texts too large to compare as replaced', () => {
    const before = Array.from({ length: 2500 }, (_, i) => `a${i}`).join('\n');
    const after = Array.from({ length: 2500 }, (_, i) => `b${i}`).join('\n');
    expect(diffLines(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('kept lines far from a change', () => {
  it('are left out and counted', () => {
    const many = Array.from({ length: 20 }, (_, i) => `${i}`);
    const runs = foldSame(diffLines([...many, 'old'].join('\n'), [...many, 'new'].join('\n')), 2);
    expect(runs[0]).toEqual({ kind: 'same', lines: [], skipped: 18, rest: ['18', '19'] });
  });

  it('are shown where leaving them out saves nothing', () => {
    expect(foldSame(diffLines('a\nb\nold', 'a\nb\nnew'), 1)[0]).toMatchObject({
      lines: ['a', 'b'],
      skipped: 0,
    });
  });
});

describe('what is drawn of a comparison', () => {
  it('ends after so many lines, or so much text', () => {
    expect(countDrawnLines(Array.from({ length: 600 }, () => 'line'))).toBe(600);
    expect(countDrawnLines(Array.from({ length: 601 }, () => 'line'))).toBe(600);
    expect(countDrawnLines(Array.from({ length: 100 }, () => 'x'.repeat(100_000)))).toBe(25);
  });

  it('is the beginning of a line, and never half a sign', () => {
    expect(cutLine('x'.repeat(2000))).toEqual({ head: 'x'.repeat(2000), cut: 0 });
    expect(cutLine('x'.repeat(2500))).toEqual({ head: 'x'.repeat(2000), cut: 500 });
    expect(cutLine(`x${'👩'.repeat(1000)}`)).toEqual({ head: `x${'👩'.repeat(999)}`, cut: 2 });
  });
});
