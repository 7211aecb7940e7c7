import { compareKeys } from '@signpost/oss-protocol/rules';
import { versionSource } from '../text/target-diff.ts';

/** What takes the place of what in the names of files that carry their version: `2.14.0` becomes `2.15.0`. */
export interface VersionRenaming {
  from: string;
  to: string;
}

/** The old and the new folder, and the names below them: of files that links lead to, and of all files. */
export interface RenamingCase {
  from: string;
  to: string;
  names: readonly string[];
  newNames: readonly string[];
}

/**
 * Finds the renaming under which most names of the old folder exist in the new one. Candidates are the parts in
 * which the paths of the folders differ (`v2.14.0` and `v2.15.0`, `2.14.0`, `2_14_0`, `2.14`), then the versions that
 * most files carry. Undefined where no renaming finds more names than keeping them does.
 */
export function findRenaming(input: RenamingCase): VersionRenaming | undefined {
  const newNames = new Set(input.newNames);
  const count = (renaming: VersionRenaming | undefined): number =>
    input.names.filter((name) => newNames.has(applyRenaming(name, renaming))).length;
  let most = count(undefined);
  let best: VersionRenaming | undefined;
  for (const renaming of listCandidates(input)) {
    if (most === input.names.length) break;
    const found = count(renaming);
    if (found > most) [most, best] = [found, renaming];
  }
  return best;
}

/**
 * Puts the new version wherever the old one stands in a name: as a word of its own, so that neither `12.1` nor `2.10`
 * holds `2.1`, nor `blueprint` `blue`.
 */
export function applyRenaming(name: string, renaming: VersionRenaming | undefined): string {
  if (renaming === undefined || renaming.from === '') return name;
  const { from, to } = renaming;
  let renamed = '';
  let kept = 0;
  for (let at = name.indexOf(from); at >= 0;) {
    const end = at + from.length;
    if (continues(name, at) || continues(name, end)) {
      at = name.indexOf(from, at + 1);
      continue;
    }
    renamed += name.slice(kept, at) + to;
    kept = end;
    at = name.indexOf(from, end);
  }
  return renamed + name.slice(kept);
}

/** Tells whether a number, a version or a Latin word runs on across a place in a text. The 7 of `.7z` is no number. */
function continues(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 6)];
  if (/[0-9]\.?$/.test(before) && /^(?:[0-9]|\.[0-9]+(?![0-9A-Za-z]))/.test(after)) return true;
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after);
}

function* listCandidates({ from, to, names, newNames }: RenamingCase): Generator<VersionRenaming> {
  for (const [a, b] of differingParts(from, to)) yield* listRenamings(a, b);
  const [old, next] = [commonVersion(names), commonVersion(newNames)];
  if (old !== undefined && next !== undefined && old !== next) yield { from: old, to: next };
}

/** What the names of two folders may be in names of files: the whole of them first, then their versions in each form. */
export function listRenamings(a: string, b: string): VersionRenaming[] {
  const pairs: [string, string][] = [[a, b], ...versionForms(a, b)];
  return pairs.flatMap(([from, to]) => (from === '' || to === '' || from === to ? [] : [{ from, to }]));
}

/** The names of folders in which two paths differ, the last first. */
function differingParts(from: string, to: string): [string, string][] {
  const [a, b] = [from.split('/').slice(0, -1).toReversed(), to.split('/').slice(0, -1).toReversed()];
  const count = a.length === b.length ? a.length : 1;
  return a.slice(0, count).flatMap((name, i): [string, string][] => {
    const other = b[i] ?? '';
    return name === other ? [] : [[name, other]];
  });
}

const version = new RegExp(`(?<![0-9.])${versionSource}`, 'u');

/** How the versions in two names of folders are written in names of files. */
function versionForms(a: string, b: string): [string, string][] {
  const [old, next] = [toVersion(a), toVersion(b)];
  if (old === undefined || next === undefined) return [];
  const forms: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll('.', '_'),
    (text) => text.replaceAll('.', '-'),
    (text) => text.replaceAll('.', ''),
    // Without the pre-release, and by major and minor number alone.
    (text) => text.replace(/-.*$/s, ''),
    (text) => /^[0-9]+\.[0-9]+/.exec(text)?.[0] ?? text,
  ];
  return forms.map((write) => [write(old), write(next)]);
}

function toVersion(name: string): string | undefined {
  return version.exec(name)?.[0].replace(/^v/, '');
}

/** The version that most names carry; of several the first in key order. */
function commonVersion(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) {
    const found = toVersion(name.slice(name.lastIndexOf('/') + 1));
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || compareKeys(a, b))[0]?.[0];
}
