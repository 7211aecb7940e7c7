import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sourceFiles } from '../checks/source-files.ts';
import { capture } from './process.ts';
import { repositoryRoot } from './repository.ts';
import { toolCommand } from './tool.ts';

export const webDist = path.join(repositoryRoot, 'apps/web/dist');

const cache = path.join(repositoryRoot, '.cache');
const stampFile = path.join(cache, 'web-build');
/** Whatever ends up in the bundle, or decides how it is made. */
const inputs =
  /^(apps\/web\/|packages\/(api-contract|link-model|oss-protocol\/src\/rules)\/|pnpm-lock\.yaml$|tsconfig\.base\.json$)/;

/** Builds the console unless the last build is of these very sources. Throws an Error with the builder's words. */
export async function buildWeb({
  say,
  force = false,
}: {
  say: (line: string) => void;
  force?: boolean;
}): Promise<void> {
  if (!force && existsSync(path.join(webDist, 'index.html')) && lastBuild() === fingerprint()) return;
  say('Building the console …');
  const began = performance.now();
  // Built aside and moved into place: a server that is running never sees half a build.
  const aside = path.join(cache, `web-dist-${process.pid}`);
  const command = [...toolCommand('vite', 'vite', 'apps/web'), 'build', '--outDir', aside, '--emptyOutDir'];
  const { code, output } = await capture(command, { cwd: path.join(repositoryRoot, 'apps/web') });
  if (code !== 0) {
    rmSync(aside, { recursive: true, force: true });
    throw new Error(`${output.trim()}\n\nThe console could not be built: vite ended with code ${code}.`);
  }
  rmSync(webDist, { recursive: true, force: true });
  renameSync(aside, webDist);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampFile, fingerprint());
  say(`Built the console: ${describe(webDist)}, in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}

function lastBuild(): string {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of sourceFiles(repositoryRoot, inputs)) {
    if (/\.test\.tsx?$|\.md$/.test(file)) continue;
    hash.update(`${file}\0`).update(readFileSync(path.join(repositoryRoot, file)));
  }
  return hash.digest('hex');
}

function describe(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const contents = files.map((file) => ({
    name: file.name,
    bytes: readFileSync(path.join(file.parentPath, file.name)),
  }));
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const scripts = contents.filter(({ name }) => name.endsWith('.js'));
  const zipped = scripts.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
  const total = contents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return `${files.length} files, ${kilobytes(total)}, of which scripts ${kilobytes(zipped)} compressed`;
}
