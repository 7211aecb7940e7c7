import type { LinkSettings } from '@signpost/link-model/write';
import type { Recorded } from '../changes/change-log.ts';

/** What the caller says is stored at the key: nothing, or what a token stands for. */
export type Precondition = { expect: 'nothing' } | { expect: 'seen'; token: string };

/** One write somebody wants. */
export type RequestedWrite = { bucket: string; key: string } & (
  | { action: 'create'; target: string; settings: LinkSettings; inheritHeaders: boolean }
  /** Settings that are absent stay as they are. */
  | { action: 'repoint'; target: string; settings: LinkSettings }
  | { action: 'delete' }
  | { action: 'delete-object' }
  /** A real object, still as its ETag says, to a key where nothing is. */
  | { action: 'copy'; from: string; etag: string }
  | { action: 'undo'; recorded: Recorded }
);

/** A write that somebody asks for by itself; copies are made by plans. */
export type SingleWrite = Exclude<RequestedWrite, { action: 'copy' }>;

/** What the writer saw and agrees to. */
export interface WriteTerms {
  condition: Precondition;
  accept: readonly string[];
  proof?: { etag: string; size: number } | undefined;
  reason?: string | undefined;
  /** Id under which the change is recorded, and the group it belongs to; a change made alone takes a new id for both. */
  recordAs?: { id: string; group: string } | undefined;
}
