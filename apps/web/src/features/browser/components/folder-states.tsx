import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isBucketMissing } from '../../../shared/api/api-error.ts';
import { toFolderSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { toOneLine, useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';

interface FolderFailedProps {
  scope: BucketRef;
  search: BrowserSearch;
  error: Error | null;
  onRetry: () => void;
}

/** The folder could not be read: why, and the way on. */
export function FolderFailed({ scope, search, error, onRetry }: FolderFailedProps) {
  const { t } = useTranslation('objects');
  const noBucket = isBucketMissing(error);
  return (
    <FailedState
      action={
        noBucket ? (
          <Link className={buttonClass()} params={scope} to="/c/$connection">
            {t('failed.buckets')}
          </Link>
        ) : (
          search.cursor !== undefined && (
            <Link
              className={buttonClass()}
              params={scope}
              search={toFolderSearch(search.prefix ?? '')}
              to="/c/$connection/b/$bucket"
            >
              {t('failed.cursor')}
            </Link>
          )
        )
      }
      error={error}
      onRetry={onRetry}
      title={noBucket ? t('failed.bucket', { bucket: scope.bucket }) : t('failed.list')}
    />
  );
}

/** The list could not be read again: one line over the older one. */
export function StaleBanner({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation(['objects', 'common']);
  const describe = useProblemText();
  return (
    <p
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-danger-soft px-3 py-1 text-13"
      role="alert"
    >
      <span className="font-medium">{t('objects:failed.again')}</span>
      <span className="text-ink-2">{toOneLine(describe(error))}</span>
      <Button className="ml-auto" icon="retry" onClick={onRetry} size="small">
        {t('common:action.retry')}
      </Button>
    </p>
  );
}
