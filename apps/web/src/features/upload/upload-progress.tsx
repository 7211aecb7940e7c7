import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { Button } from '../../shared/ui/button.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { toUploadFailure } from './upload-check.ts';
import type { UploadState } from './use-upload.ts';

interface UploadProgressProps {
  state: UploadState;
  size: number;
  onRefresh: () => void;
}

/** How far an upload has come, or why it ended. */
export function UploadProgress({ state, size, onRefresh }: UploadProgressProps) {
  const { t, i18n } = useTranslation('upload');
  const format = (bytes: number): string => formatSize(bytes, i18n.language);
  if (state.step === 'sending') {
    return (
      <div className="flex flex-col gap-1 text-12 text-ink-2">
        <progress
          aria-label={t('progressLabel')}
          className="h-2 w-full appearance-none overflow-hidden rounded-full bg-surface-3 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-surface-3 [&::-webkit-progress-value]:bg-accent"
          max={Math.max(1, size)}
          value={state.sent}
        />
        <p>
          {state.sent >= size && size > 0
            ? t('storing')
            : t('progress', { sent: format(state.sent), size: format(size) })}
        </p>
      </div>
    );
  }
  if (state.step === 'stopped') {
    return (
      <p className="text-13 text-caution" role="alert">
        {t('stopped')}
      </p>
    );
  }
  if (state.step !== 'failed') return null;
  const failure = toUploadFailure(state.error);
  if (failure === undefined) return <FailedState error={state.error} inline reveal title={t('failed')} />;
  return (
    <div className="flex flex-col items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-13" role="alert">
      <p>{failure === 'changed' ? t('look.changed') : t(failure)}</p>
      {failure === 'changed' || failure === 'key-is-link' || failure === 'lost' ? (
        <Button onClick={onRefresh} size="small">
          {t('act.lookAgain')}
        </Button>
      ) : null}
    </div>
  );
}
