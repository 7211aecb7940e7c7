import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isBucketMissing } from '../../../shared/api/api-error.ts';
import { queryScope } from '../../../shared/api/query-scope.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';

interface FolderHeaderProps extends BucketRef {
  search: BrowserSearch;
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  onUpload: () => void;
}

/** The name of the folder, and what can be done in it. */
export function FolderHeader({ connection, bucket, search, linksUnsupported, onUpload }: FolderHeaderProps) {
  const { t } = useTranslation('objects');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const prefix = search.prefix ?? '';
  const { isFetching: reading, error } = useQuery(objectQueries.page({ connection, bucket }, search));
  const noBucket = isBucketMissing(error) ? t('failed.bucket', { bucket }) : undefined;
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-3">
      <h1 className="flex min-w-0 flex-1 text-16 font-semibold">
        {prefix === '' ? (
          <span className="truncate">{bucket}</span>
        ) : (
          <>
            <KeyText emphasis={false} value={toKeyParts(prefix).name} />
            {!prefix.endsWith('/') && <span className="text-ink-3">…</span>}
          </>
        )}
      </h1>
      <IconButton
        aria-busy={reading || undefined}
        className={reading ? 'breathe' : ''}
        icon="retry"
        label={t('action.refresh')}
        onClick={() =>
          void queryClient.invalidateQueries({ queryKey: queryScope.bucket(connection, bucket) })
        }
      />
      <Button aria-label={t('action.upload')} disabledReason={noBucket} icon="up" onClick={onUpload}>
        <span className="max-sm:hidden">{t('action.upload')}</span>
      </Button>
      <Button
        disabledReason={linksUnsupported ? t('noLinks') : noBucket}
        icon="plus"
        onClick={() =>
          void navigate({
            to: '/c/$connection/b/$bucket',
            params: { connection, bucket },
            search: { ...search, dialog: 'create', on: prefix },
          })
        }
        variant="primary"
      >
        {t('action.newLink')}
      </Button>
    </header>
  );
}
