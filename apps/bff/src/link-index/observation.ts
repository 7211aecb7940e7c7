import type { KeyState } from '@signpost/link-model/write';

/** What a read of a key found, for the index. */
export interface Observation {
  bucket: string;
  key: string;
  state: KeyState;
}
