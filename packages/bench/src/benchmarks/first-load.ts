import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const aim = { kind: 'at-most', value: 180 } as const;
/** Loaded on demand, yet before the first row: the object browser's route and the texts, as chunks are named. */
const neededChunk = /^(c\._connection\.b\._bucket|en)-[\w-]{7,8}\.js$/;

/** Scripts that a cold visit to the object browser has to fetch before it can draw a row, compressed one by one. */
export const firstLoadBenchmark: Benchmark = ({ webDist }) => {
  if (!existsSync(path.join(webDist, 'index.html'))) {
    return Promise.resolve({ rows: [], skipped: 'the console is not built' });
  }
  const { scripts, needed } = readFirstLoad(webDist);
  const sizes = [...scripts]
    .map((file) => ({ file, bytes: gzipSync(readFileSync(path.join(webDist, file))).length }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = sizes
    .slice(0, 5)
    .map(({ file, bytes }) => `${withoutHash(file)} ${(bytes / 1000).toFixed(1)}`);
  const row: Row = {
    what: `${String(scripts.size)} scripts, gzip`,
    value: total / 1000,
    unit: 'kB',
    aim,
  };
  return Promise.resolve({
    rows: [row],
    notes: [
      `Largest, in kB: ${largest.join(', ')}.`,
      `Everything that index.html names and what that imports; of what is loaded on demand, ${needed.length > 0 ? "the chunks of the object browser's route and the English texts" : 'nothing: no such chunk was found'}.`,
    ],
  });
};

function readFirstLoad(webDist: string): { scripts: Set<string>; needed: string[] } {
  const html = readFileSync(path.join(webDist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\.?\/([^"]+\.js)"/g)].map(
    ([, file]) => file!,
  );
  const scripts = new Set<string>();
  const onDemand = new Set<string>();
  const take = (file: string): void => {
    if (scripts.has(file)) return;
    scripts.add(file);
    const { now, later } = importsOf(webDist, file);
    for (const found of now) take(found);
    for (const found of later) onDemand.add(found);
  };
  for (const file of named) take(file);
  const needed = [...onDemand].filter((file) => neededChunk.test(path.basename(file)));
  for (const file of needed) take(file);
  return { scripts, needed };
}

/** Minified ES modules spell imports in four ways; the builder's chunks use no others. */
function importsOf(webDist: string, file: string): { now: string[]; later: string[] } {
  const text = readFileSync(path.join(webDist, file), 'utf8');
  const place = (name: string): string => path.posix.join(path.posix.dirname(file), name);
  const find = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => place(name!));
  return {
    now: find(/(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+\.js)["'`]/g),
    later: find(/\bimport\(\s*["'`](\.\/[^"'`]+\.js)["'`]\s*\)/g),
  };
}

function withoutHash(file: string): string {
  return path.basename(file).replace(/-[\w-]{7,8}\.js$/, '');
}
