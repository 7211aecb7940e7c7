import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../lib/repository.ts';

/** Files of a small tree by path; `undefined` copies the repository's own file of that name. */
export type PlantedFiles = Readonly<Record<string, string | undefined>>;

/**
 * Lays out a small tree beside nothing else, with the repository's dependencies within reach, hands its root to
 * `look`, and removes it.
 */
export async function withPlanted<T>(files: PlantedFiles, look: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'signpost-planted-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (text === undefined) cpSync(path.join(repositoryRoot, name), file);
      else writeFileSync(file, text);
    }
    symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(root, 'node_modules'), 'dir');
    return await look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
