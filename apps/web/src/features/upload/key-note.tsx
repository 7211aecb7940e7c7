import { toVisibleText } from '@signpost/link-model/text';
import { isRecoverable, type KeyState, type Versioning } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { UploadFinding, type FindingLevel } from './upload-finding.tsx';

interface KeyNoteProps {
  /** What is stored at the key; undefined while it is being looked at. */
  state: KeyState | undefined;
  versioning: Versioning;
  error: Error | null;
  onRetry: () => void;
}

/** What an upload to this key would meet. */
export function KeyNote({ state, versioning, error, onRetry }: KeyNoteProps) {
  const { t, i18n } = useTranslation('upload');
  if (state === undefined && error !== null)
    return (
      <li>
        <FailedState error={error} inline onRetry={onRetry} />
      </li>
    );
  return (
    <UploadFinding level={toLevel(state, versioning)}>
      <p aria-live="polite">
        {state === undefined && t('look.pending')}
        {state?.kind === 'absent' && t('look.absent')}
        {state?.kind === 'link' && t('look.link', { target: toVisibleText(state.link.target) })}
        {state?.kind === 'object' &&
          t(
            `look.${isRecoverable(state, versioning) ? 'kept' : versioning === 'unknown' ? 'unsure' : 'lost'}`,
            { size: formatSize(state.facts.size, i18n.language) },
          )}
      </p>
    </UploadFinding>
  );
}

function toLevel(state: KeyState | undefined, versioning: Versioning): FindingLevel {
  switch (state?.kind) {
    case 'link':
      return 'block';
    case 'object':
      return isRecoverable(state, versioning) ? 'advise' : 'prove';
    default:
      return 'note';
  }
}
