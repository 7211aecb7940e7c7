import type { HttpHeaders, LinkSettings } from '@signpost/link-model';
import type { Condition } from '../api/parse-condition.ts';
import type { Recorded } from '../changes/journal.ts';

/** One write somebody wants. */
export type WriteOrder = { bucket: string; key: string } & (
  | { action: 'create'; target: string; settings: LinkSettings; inheritHeaders: boolean }
  | { action: 'repoint'; target: string; headers?: HttpHeaders | undefined }
  | { action: 'delete' }
  | { action: 'delete-object' }
  | { action: 'undo'; recorded: Recorded }
);

/** What the writer saw and agrees to. */
export interface Consent {
  condition: Condition;
  accept: readonly string[];
  proof?: { etag: string; size: number } | undefined;
  reason?: string | undefined;
}
