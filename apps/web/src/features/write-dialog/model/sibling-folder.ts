/** A target seen as one of several releases: the folder that holds them, the release itself, and the rest. */
export interface VersionFolder {
  /** Prefix of the folder that holds the siblings; '' for the top of the bucket. */
  parent: string;
  /** Name of the release folder, without its slash. */
  current: string;
  rest: string;
}

/**
 * Finds the folder of a target that has siblings to step through: the deepest one whose name holds a digit, else the
 * deepest one. Undefined for a target at the top of the bucket.
 */
export function findVersionFolder(target: string): VersionFolder | undefined {
  const segments = target.split('/');
  const folders = segments.slice(0, -1);
  if (folders.length === 0) return undefined;
  const numbered = folders.findLastIndex((name) => /\p{N}/u.test(name));
  const at = numbered === -1 ? folders.length - 1 : numbered;
  return {
    parent: folders
      .slice(0, at)
      .map((name) => `${name}/`)
      .join(''),
    current: folders[at] ?? '',
    rest: segments.slice(at + 1).join('/'),
  };
}

/**
 * The same place one release further (`next`) or back. `prefixes` are those found below the parent, in any order.
 * The release's name is swapped inside the rest as well: `2.13.2/cli-2.13.2.tgz` becomes `2.14.0/cli-2.14.0.tgz`.
 */
export function stepFolder(
  folder: VersionFolder,
  prefixes: readonly string[],
  direction: 'next' | 'previous',
): string | undefined {
  const names = prefixes
    .filter((prefix) => prefix.startsWith(folder.parent) && prefix.endsWith('/'))
    .map((prefix) => prefix.slice(folder.parent.length, -1))
    .filter((name) => name !== '' && !name.includes('/'));
  const ordered = [...new Set([...names, folder.current])].sort(compareVersions);
  const sibling = ordered[ordered.indexOf(folder.current) + (direction === 'next' ? 1 : -1)];
  if (sibling === undefined) return undefined;
  const rest = folder.current === '' ? folder.rest : folder.rest.replaceAll(folder.current, () => sibling);
  return `${folder.parent}${sibling}/${rest}`;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Orders folder names as releases: numbers by value, and a pre-release (`2.15.0-rc.1`) before its release. */
export function compareVersions(a: string, b: string): number {
  const [aRelease, aTail] = splitPreRelease(a);
  const [bRelease, bTail] = splitPreRelease(b);
  const releases = byNumber.compare(aRelease, bRelease);
  if (releases !== 0) return releases;
  if (aTail === '' || bTail === '') return aTail === bTail ? 0 : aTail === '' ? 1 : -1;
  return byNumber.compare(aTail, bTail);
}

function splitPreRelease(name: string): [release: string, tail: string] {
  const parts = /^(v?\d+(?:\.\d+)*)-(.+)$/.exec(name);
  return parts === null ? [name, ''] : [parts[1] ?? '', parts[2] ?? ''];
}
