import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plural, type Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const worthALook = 250;
const tooLong = 400;
/** The embedded OSS serves the console; when it becomes a third of the code, the tail wags the dog. */
const largestShare = 1 / 3;

/** Long files and each package's share of the lines. */
export const sizes: Check = {
  name: 'sizes',
  run(root) {
    const files = sourceFiles(root, /\.(ts|tsx|mjs|css)$/)
      .filter((file) => !/\.gen\.ts$|\.d\.ts$/.test(file))
      .map((file) => measure(root, file));
    const shares = sharesOf(files);
    const problems: string[] = [];
    const notes: string[] = [];
    for (const { file, lines, reason } of files.toSorted((a, b) => b.lines - a.lines)) {
      if (lines <= worthALook) break;
      const line = `${file}: ${lines} lines${reason === undefined ? '' : ` (${reason})`}`;
      if (lines > tooLong && reason === undefined)
        problems.push(
          `${line}, more than ${tooLong}: split it, or say why not in its first lines ("Long because …")`,
        );
      else notes.push(line);
    }
    const embedded = shares.find(({ name }) => name === 'packages/oss-server')?.share ?? 0;
    if (embedded >= largestShare) {
      problems.push(`packages/oss-server is ${percent(embedded)} of the lines: a third or more`);
    }
    const total = files.reduce((sum, { lines }) => sum + lines, 0);
    const table = shares.map(
      ({ name, lines, share }) => `${percent(share).padStart(6)} ${String(lines).padStart(7)}  ${name}`,
    );
    return Promise.resolve({
      ok: problems.length === 0,
      summary: `${plural(files.length, 'file')}, ${total} lines, embedded OSS ${percent(embedded)}, ${notes.length} over ${worthALook} lines`,
      lines: [...problems, ...notes, ...table],
    });
  },
};

interface Measured {
  readonly file: string;
  readonly lines: number;
  readonly reason: string | undefined;
}

function measure(root: string, file: string): Measured {
  const text = readFileSync(path.join(root, file), 'utf8');
  const all = text.split('\n');
  const lines = all.at(-1) === '' ? all.length - 1 : all.length;
  return {
    file,
    lines,
    reason: /\bLong because ([^\n*]{10,})/.exec(all.slice(0, 8).join('\n'))?.[1]?.trim(),
  };
}

function sharesOf(files: readonly Measured[]): { name: string; lines: number; share: number }[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { file, lines } of files) {
    if (!/\.tsx?$/.test(file)) continue;
    const name = /^(?:apps|packages)\/[^/]+/.exec(file)?.[0] ?? 'settings';
    counts.set(name, (counts.get(name) ?? 0) + lines);
    total += lines;
  }
  return [...counts]
    .map(([name, lines]) => ({ name, lines, share: lines / total }))
    .toSorted((a, b) => b.lines - a.lines);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
