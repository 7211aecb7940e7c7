import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * What an install depends on, and which folders it must have left behind. Equal states need no second install.
 * @param {string} root
 */
export function installState(root) {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(path.join(root, file)));
  const missing = [];
  for (const folder of workspaceFolders(root)) {
    const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {}, devEngines = {} } = manifest;
    hash.update(JSON.stringify([folder, dependencies, devDependencies, optionalDependencies, devEngines]));
    const needsFolder = Object.keys({ ...dependencies, ...devDependencies }).length > 0;
    if (needsFolder && !existsSync(path.join(root, folder, 'node_modules'))) missing.push(folder);
  }
  return { platform: `${process.platform}-${process.arch}`, inputs: hash.digest('hex'), missing };
}

/** @param {string} root */
function workspaceFolders(root) {
  const found = ['.'];
  for (const group of ['apps', 'packages']) {
    for (const name of readdirSync(path.join(root, group)).toSorted()) {
      if (existsSync(path.join(root, group, name, 'package.json'))) found.push(`${group}/${name}`);
    }
  }
  return found;
}
