import type { Candidate, Sibling } from '@signpost/api-contract';
import { listSiblings, suggestTargets, type LinkIndex } from '@signpost/link-model/index';

/** Objects that a link could lead to: targets it had before, then keys like its own. */
export function proposeTargets(
  index: LinkIndex,
  { key, earlier }: { key: string; earlier: readonly string[] },
): Candidate[] {
  const all = [
    ...earlier.flatMap((target) => toCandidate(index, target, 'earlier')),
    ...suggestTargets(index, key).flatMap((one) => toCandidate(index, one.key, one.why)),
  ];
  // A key found twice is proposed once, for the better reason.
  return all.filter((one, i) => all.findIndex((other) => other.key === one.key) === i);
}

/** The file that a link leads to in other versions, newest first. Empty for what is no link, or leads to no folder. */
export function listTargetSiblings(index: LinkIndex, key: string): Sibling[] {
  const link = index.judge(key);
  if (link?.target === undefined || link.health === 'forbidden') return [];
  return listSiblings(index, link.target).map(({ key, size, lastModified, storageClass }) => ({
    key,
    size,
    lastModified,
    storageClass,
  }));
}

/** Only a stored object can repair a link. */
function toCandidate(index: LinkIndex, key: string, why: Candidate['why']): Candidate[] {
  const entry = index.get(key);
  if (entry?.kind !== 'object') return [];
  const { size, lastModified, storageClass } = entry;
  return [{ key, why, size, lastModified, storageClass }];
}
