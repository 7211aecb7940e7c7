/** A key cut for display. Joined, the parts are the key again. */
export interface KeyParts {
  /** Up to and including the last slash that is not the key's own end. */
  folder: string;
  /** The last segment; with its slash where the key ends in one. */
  name: string;
}

/** Splits a key in its folder part and its last segment. `a//` has the folder `a/` and the name `/`. */
export function toKeyParts(key: string): KeyParts {
  const end = key.endsWith('/') ? key.length - 1 : key.length;
  const cut = key.lastIndexOf('/', end - 1) + 1;
  return end === 0 ? { folder: '', name: key } : { folder: key.slice(0, cut), name: key.slice(cut) };
}

/** The folder a key lies in, as a prefix: '' for the top of the bucket. */
export function toParentPrefix(key: string): string {
  return toKeyParts(key).folder;
}

/** The prefixes on the way to a prefix or key: `a/b/c` gives `a/`, `a/b/`. Empty segments count. */
export function toAncestors(prefix: string): string[] {
  const ancestors: string[] = [];
  for (let at = prefix.indexOf('/'); at !== -1; at = prefix.indexOf('/', at + 1)) {
    ancestors.push(prefix.slice(0, at + 1));
  }
  return ancestors;
}
