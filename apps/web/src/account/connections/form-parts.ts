import type { ConnectionSettings } from '@signpost/api-contract';
import type { ConnectionDraft } from './connection-draft.ts';
import type { SettingsErrors } from './use-settings-errors.ts';

/** What every group of fields gets: the texts as they stand, and what is wrong with them. */
export interface FieldsProps {
  draft: ConnectionDraft;
  set: (members: Partial<ConnectionDraft>) => void;
  errors: SettingsErrors;
  /** The connection as it is kept; absent for a new one. */
  saved: ConnectionSettings | undefined;
}
