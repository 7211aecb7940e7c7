import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './install.mjs';
import { SetupError } from './setup-error.mjs';

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');

/** Node that starts the scripts, and Node that runs the TypeScript: type stripping and node:sqlite without flags. */
const oldestToStart = 20;
const oldestToRun = 24;

/**
 * Makes the working copy ready to run and answers the path of the Node to run it with.
 * @param {{ say: (line: string) => void, version?: string }} options `version` is that of the Node running this
 * @returns {Promise<string>}
 */
export async function bootstrap({ say, version = process.versions.node }) {
  const present = Number.parseInt(version, 10);
  if (present < oldestToStart) {
    throw new SetupError(
      `Signpost needs Node ${oldestToStart} or newer to start; this is Node ${version}. Install a newer one from your package manager and try again.`,
    );
  }
  await installIfNeeded({ root: repositoryRoot, say });
  if (present >= oldestToRun) return process.execPath;
  const bundled = bundledNode();
  if (bundled !== undefined) return bundled;
  throw new SetupError(
    `Signpost runs on Node ${oldestToRun} or newer; this is Node ${version}, and no Node 26 could be installed for ${process.platform}-${process.arch}. Install Node ${oldestToRun} or newer and try again.`,
  );
}

/** Node 26 as an optional dependency: locked by hash, no install script. */
function bundledNode() {
  const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
  return names
    .map((name) => path.join(repositoryRoot, 'node_modules', name, 'bin', 'node'))
    .find((file) => existsSync(file));
}
