import { readdirSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set([
  'node_modules',
  'dist',
  '.git',
  '.cache',
  '.signpost',
  'test-results',
  'playwright-report',
  'coverage',
]);

/** Files of the repository whose names match, as paths from the root with forward slashes, in order. */
export function sourceFiles(root: string, matches: RegExp): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) walk(file);
      } else if (entry.isFile() && matches.test(file)) {
        found.push(file);
      }
    }
  };
  walk('.');
  return found.toSorted();
}
