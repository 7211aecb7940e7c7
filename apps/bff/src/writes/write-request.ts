import type { HttpHeaders } from '@signpost/oss-protocol/rules';
import type { LinkSettings } from '@signpost/link-model/write';
import type { Recorded } from '../changes/change-log.ts';

/** What the caller says is stored at the key: nothing, or what a token stands for. */
export type Precondition = { expect: 'nothing' } | { expect: 'seen'; token: string };

/** One write somebody wants. */
export type RequestedWrite = { bucket: string; key: string } & (
  | { action: 'create'; target: string; settings: LinkSettings; inheritHeaders: boolean }
  | { action: 'repoint'; target: string; headers?: HttpHeaders | undefined }
  | { action: 'delete' }
  | { action: 'delete-object' }
  | { action: 'undo'; recorded: Recorded }
);

/** What the writer saw and agrees to. */
export interface WriteTerms {
  condition: Precondition;
  accept: readonly string[];
  proof?: { etag: string; size: number } | undefined;
  reason?: string | undefined;
}
