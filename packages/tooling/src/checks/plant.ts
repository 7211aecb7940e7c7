import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
    linkDependencies(path.join(root, 'node_modules'));
    return await look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * A real folder of links, not one link to the folder: tools leave a folder called node_modules alone, but walk through
 * a link of that name into everything that is installed.
 */
function linkDependencies(folder: string): void {
  mkdirSync(folder);
  const installed = path.join(repositoryRoot, 'node_modules');
  for (const name of readdirSync(installed)) {
    if (name === '.bin' || !name.startsWith('.'))
      symlinkSync(path.join(installed, name), path.join(folder, name));
  }
}
