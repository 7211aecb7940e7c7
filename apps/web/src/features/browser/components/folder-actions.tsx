import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isBucketMissing } from '../../../shared/api/api-error.ts';
import { queryScope } from '../../../shared/api/query-scope.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { isWholeFolder } from '../model/whole-folder.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { FolderColumns } from './folder-columns.tsx';
import { FolderMore } from './folder-more.tsx';
import type { RowParts } from './row-parts.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface FolderActionsProps extends BucketRef {
  search: BrowserSearch;
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  onUpload: () => void;
  ColumnMenu: RowParts['ColumnMenu'];
}

/** What can be done in the folder that is shown; a phone has but the main one at hand. */
export function FolderActions({
  connection,
  bucket,
  search,
  linksUnsupported,
  onUpload,
  ColumnMenu,
}: FolderActionsProps) {
  const { t } = useTranslation('objects');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const narrow = useIsNarrow();
  const { data, isFetching: reading, error } = useQuery(objectQueries.page({ connection, bucket }, search));
  const noBucket = isBucketMissing(error) ? t('failed.bucket', { bucket }) : undefined;
  const deny = useDenial(connection);
  const here = { bucket, prefix: search.prefix ?? '', partly: true } as const;
  const noUpload = deny('object.write', here) ?? noBucket;
  const refresh = (): void =>
    void queryClient.invalidateQueries({ queryKey: queryScope.bucket(connection, bucket) });
  return (
    <div className="flex shrink-0 items-center gap-1">
      {narrow ? (
        <FolderMore disabledReason={noUpload} onRefresh={refresh} onUpload={onUpload} />
      ) : (
        <>
          <FolderColumns
            ColumnMenu={ColumnMenu}
            linksUnsupported={linksUnsupported}
            whole={data !== undefined && isWholeFolder(search, data)}
          />
          <IconButton
            aria-busy={reading || undefined}
            className={reading ? 'breathe' : ''}
            icon="retry"
            label={t('action.refresh')}
            onClick={refresh}
          />
          <Button disabledReason={noUpload} icon="up" onClick={onUpload}>
            {t('action.upload')}
          </Button>
        </>
      )}
      <Button
        disabledReason={linksUnsupported ? t('noLinks') : (deny('link.create', here) ?? noBucket)}
        icon="plus"
        onClick={() =>
          void navigate({
            to: '/c/$connection/b/$bucket',
            params: { connection, bucket },
            search: { ...search, dialog: 'create', on: search.prefix ?? '' },
          })
        }
        variant="primary"
      >
        {t('action.newLink')}
      </Button>
    </div>
  );
}
