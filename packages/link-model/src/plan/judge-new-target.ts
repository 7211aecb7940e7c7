import { isShrunk } from '../write/judge-write.ts';
import type { FolderFile, MoveFinding } from './folder-move.ts';

/** Younger than this, in milliseconds, a file may be one of an upload that goes on. */
const youngMs = 60_000;

/** Tells whether a file was written so lately that the upload of its version may still go on. `lastModified` is ISO 8601. */
export function isYoung(lastModified: string, now: number): boolean {
  return Date.parse(lastModified) > now - youngMs;
}

/** Judges a file that a link shall lead to. `was` is the size in bytes of the one it leads to now, where known. */
export function judgeNewTarget(
  file: FolderFile,
  { now, was }: { now: number; was: number | undefined },
): MoveFinding[] {
  const findings: MoveFinding[] = [];
  if (file.size === 0 && !file.key.endsWith('/')) findings.push({ level: 'advise', code: 'target-empty' });
  if (was !== undefined && isShrunk(file.size, was))
    findings.push({ level: 'advise', code: 'target-shrunk', size: file.size, was });
  if (isYoung(file.lastModified, now))
    findings.push({ level: 'advise', code: 'target-young', lastModified: file.lastModified });
  return findings;
}
