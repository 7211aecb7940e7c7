import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { plural, reportProblems, type Check } from './check.ts';
import { readManifest, workspaceFolders, type Manifest } from './workspace.ts';

const exactVersion = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** What every package.json has in common, so that nobody has to remember it. */
export const manifests: Check = {
  name: 'manifests',
  run(root) {
    const folders = ['.', ...workspaceFolders(root)];
    const catalog = readCatalog(root);
    const all = folders.map((folder) => ({ folder, manifest: readManifest(root, folder) }));
    const users = countUsers(all.map(({ manifest }) => manifest));
    const problems = all.flatMap(({ folder, manifest }) => [
      ...identity(folder, manifest),
      ...exportsProblems(root, folder, manifest),
      ...dependencyProblems({ folder, manifest, catalog, users }),
    ]);
    for (const name of catalog) {
      if (!users.has(name)) problems.push(`pnpm-workspace.yaml: nothing uses the catalog's ${name}`);
    }
    return Promise.resolve(reportProblems(problems, plural(folders.length, 'manifest')));
  },
};

function identity(folder: string, manifest: Manifest): string[] {
  const expected: Partial<Manifest> = { license: 'Apache-2.0', type: 'module', private: true };
  const problems = Object.entries(expected)
    .filter(([key, value]) => manifest[key as keyof Manifest] !== value)
    .map(([key, value]) => `${key} is not ${JSON.stringify(value)}`);
  const name = folder === '.' ? 'signpost' : `@signpost/${path.basename(folder)}`;
  if (manifest.name !== name) problems.push(`name is not ${name}`);
  if ((manifest.description ?? '').length < 10) problems.push('description is missing');
  return problems.map((problem) => `${folder}/package.json: ${problem}`);
}

/** Packages run from source: what they export is a source file (or recorded test data), written out one by one. */
function exportsProblems(root: string, folder: string, manifest: Manifest): string[] {
  if (folder === '.') return [];
  if (manifest.exports === undefined)
    return [`${folder}/package.json: exports is missing ({} when nothing is)`];
  const entries = typeof manifest.exports === 'string' ? { '.': manifest.exports } : manifest.exports;
  return Object.entries(entries).flatMap(([name, file]) => {
    if (typeof file !== 'string' || !/^\.\/(src|recordings|conformance)\/[^*]+\.ts$/.test(file)) {
      return [`${folder}/package.json: exports ${name} is not one source file`];
    }
    return existsSync(path.join(root, folder, file))
      ? []
      : [`${folder}/package.json: ${file} does not exist`];
  });
}

function dependencyProblems(subject: {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly catalog: ReadonlySet<string>;
  readonly users: ReadonlyMap<string, number>;
}): string[] {
  const { folder, manifest, catalog, users } = subject;
  const problems: string[] = [];
  for (const [name, version] of allDependencies(manifest)) {
    if (name.startsWith('@signpost/')) {
      if (version !== 'workspace:*') problems.push(`${name} is not workspace:*`);
    } else if (catalog.has(name)) {
      if (version !== 'catalog:') problems.push(`${name} is in the catalog, so its version here is catalog:`);
    } else if ((users.get(name) ?? 0) > 1) {
      problems.push(`${name} is used by several packages, so its version belongs into the catalog`);
    } else if (!exactVersion.test(version)) {
      problems.push(`${name} is not pinned to one version (${version})`);
    }
  }
  return problems.map((problem) => `${folder}/package.json: ${problem}`);
}

function allDependencies(manifest: Manifest): [string, string][] {
  return Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
}

function countUsers(all: readonly Manifest[]): Map<string, number> {
  const users = new Map<string, number>();
  for (const [name] of all.flatMap(allDependencies)) users.set(name, (users.get(name) ?? 0) + 1);
  return users;
}

/** Names under `catalog:`; the file is ours and flat there, so no YAML reader is needed. */
function readCatalog(root: string): Set<string> {
  const text = readFileSync(path.join(root, 'pnpm-workspace.yaml'), 'utf8');
  const section = /^catalog:\n((?: +.*\n?|\n)*)/m.exec(text)?.[1] ?? '';
  const names = section.split('\n').map((line) => /^ {2}['"]?([^'":]+(?:\/[^'":]+)?)['"]?: /.exec(line)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}
