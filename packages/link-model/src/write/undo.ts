import { findKeyProblem } from '@signpost/oss-protocol/rules';
import { isRecoverable, type Versioning } from './judge-write.ts';
import { unreadParts, type KeyState, type LinkDraft, type LinkSnapshot } from './key-state.ts';
import { draftRepoint } from './draft.ts';
import type { UndoObstacle } from './obstacles.ts';

/** How a write is taken back to the exact state before it. */
export type UndoWay =
  | { way: 'delete' }
  | { way: 'put'; draft: LinkDraft }
  /** Remove the version the write made, so that the one before is current again. */
  | { way: 'remove-version'; versionId: string };

/** A write as far as taking it back needs it. `versionId` is the version, or the delete marker, that it made. */
export interface UndoCase {
  before: KeyState;
  after: KeyState;
  versioning: Versioning;
  versionId?: string | undefined;
}

/**
 * Chooses the way back. Putting the recorded values again keeps the history of a versioned bucket whole, so a version
 * is removed only where nothing else gives the exact state before: a real object, or a link with values never read.
 */
export function chooseUndo({ before, after, versioning, versionId }: UndoCase): UndoWay | UndoObstacle {
  const removable = versionId !== undefined && versionId !== 'null' && versioning === 'enabled';
  switch (before.kind) {
    case 'absent':
      return after.kind === 'absent' ? 'not-applied' : { way: 'delete' };
    case 'object':
      return versionId !== undefined && isRecoverable(before, versioning)
        ? { way: 'remove-version', versionId }
        : 'object-lost';
    case 'link':
      if (isWritable(before.link))
        return { way: 'put', draft: draftRepoint(before.link, before.link.target) };
      if (removable) return { way: 'remove-version', versionId };
      return findKeyProblem(before.link.target) === undefined ? 'parts-unread' : 'target-impossible';
  }
}

/** Whether the same link can be written again. */
function isWritable(link: LinkSnapshot): boolean {
  return unreadParts(link).length === 0 && findKeyProblem(link.target) === undefined;
}
