import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './repository.ts';

/**
 * The command line of a tool from node_modules: this Node and the tool's own file. The shims in `.bin` would do on
 * most systems, but they pick a Node by themselves. `from` is the workspace folder whose dependency it is.
 */
export function toolCommand(
  packageName: string,
  bin: string = packageName,
  from = '.',
): readonly [string, string] {
  const folder = path.join(repositoryRoot, from, 'node_modules', packageName);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[bin];
  if (file === undefined) throw new Error(`${packageName} has no program called ${bin}`);
  return [process.execPath, path.join(folder, file)];
}
