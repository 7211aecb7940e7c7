import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toFolderSearch } from '../../../shared/lib/browser-search.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import type { FindQuery } from './find-field.tsx';

export interface NoRowsProps {
  scope: BucketRef;
  prefix: string;
  /** Nothing is stored in the folder; else no row that was read has the text. */
  empty: boolean;
  findQuery: FindQuery;
  /** All of the folder has been read. */
  whole: boolean;
}

/** What is shown where no row is, and why there is none. */
export function NoRows({ scope, prefix, empty, findQuery, whole }: NoRowsProps) {
  const { t } = useTranslation(['rows', 'objects']);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {empty ? (
        <EmptyState
          action={
            prefix !== '' && (
              <Link
                className={buttonClass()}
                params={scope}
                search={toFolderSearch(toParentPrefix(prefix))}
                to="/c/$connection/b/$bucket"
              >
                {t('rows:empty.up')}
              </Link>
            )
          }
          icon="folder"
          title={prefix === '' ? t('rows:empty.top') : t('rows:empty.folder')}
        >
          <p>{prefix === '' ? t('rows:empty.topBody') : t('rows:empty.folderBody')}</p>
        </EmptyState>
      ) : (
        <EmptyState
          action={<Button onClick={() => findQuery.set('')}>{t('objects:find.clear')}</Button>}
          icon="search"
          title={t('rows:nothing.title', { text: toVisibleText(findQuery.text.trim()) })}
        >
          <p>{t(whole ? 'rows:nothing.body' : 'rows:nothing.yet')}</p>
        </EmptyState>
      )}
    </div>
  );
}
