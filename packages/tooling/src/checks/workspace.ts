import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Manifest {
  readonly name?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly private?: boolean;
  readonly exports?: string | Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Folders of the workspace's members, `apps/…` before `packages/…`. */
export function workspaceFolders(root: string): string[] {
  return ['apps', 'packages'].flatMap((group) => {
    const folder = path.join(root, group);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .toSorted()
      .map((name) => `${group}/${name}`)
      .filter((member) => existsSync(path.join(root, member, 'package.json')));
  });
}

export function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Manifest;
}
