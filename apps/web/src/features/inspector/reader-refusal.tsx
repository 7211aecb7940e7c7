import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../shared/ui/copy-button.tsx';

interface ReaderRefusalProps {
  error: NonNullable<NonNullable<KeyView['link']>['readerError']>;
}

/** What OSS answered to a read through the link, to be copied into a ticket. */
export function ReaderRefusal({ error }: ReaderRefusalProps) {
  const { t } = useTranslation('inspector');
  return (
    <div className="flex flex-wrap items-center gap-x-2 rounded-md bg-danger-soft px-3 py-1.5 text-12">
      <span className="font-medium text-danger">{t('reader.refused')}</span>
      <span className="font-mono">{t('reader.status', { status: error.status, code: error.code })}</span>
      {error.requestId !== undefined && (
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate font-mono text-ink-2" data-tip={error.requestId}>
            {error.requestId}
          </span>
          <CopyButton text={error.requestId} what={t('reader.requestId')} />
        </span>
      )}
    </div>
  );
}
