import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toFolderSearch } from '../../../shared/lib/browser-search.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { TextSkeleton } from '../../../shared/ui/text-skeleton.tsx';

interface MoveFolderDialogProps extends BucketRef {
  /** Of the folder link. */
  prefix: string;
  onClose: () => void;
}

/** What a folder link is, and that its links are repointed one by one for now. */
export function MoveFolderDialog({ connection, bucket, prefix, onClose }: MoveFolderDialogProps) {
  const { t } = useTranslation(['actions', 'common']);
  const folder = useQuery(indexKeyQueries.folder({ connection, bucket }, prefix));
  const name = toVisibleText(toKeyParts(prefix).name);
  const follows = folder.data?.folderLink;
  return (
    <Dialog
      footer={
        <>
          <Button onClick={onClose} variant="quiet">
            {t('common:action.close')}
          </Button>
          <Link
            className={buttonClass('primary')}
            params={{ connection, bucket }}
            search={toFolderSearch(prefix)}
            to="/c/$connection/b/$bucket"
          >
            {t('actions:named.open', { name })}
          </Link>
        </>
      }
      onClose={onClose}
      open
      title={t('actions:move.title', { name })}
    >
      <p className="text-14 text-ink-1">
        {folder.isPending ? (
          <TextSkeleton />
        ) : follows === undefined ? (
          t('actions:move.unknown', { name })
        ) : (
          t('actions:move.holds', {
            name,
            count: follows.links,
            following: follows.following,
            source: toVisibleText(follows.source),
          })
        )}{' '}
        {t('actions:move.notYet')}
      </p>
      <p className="mt-2 text-13 text-ink-2">{t('actions:move.meanwhile')}</p>
    </Dialog>
  );
}
