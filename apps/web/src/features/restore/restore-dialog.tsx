import { isArchivedClass } from '@signpost/oss-protocol/rules';
import type { KeyView } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { toOssutilRestore } from '@signpost/link-model/write';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import { toOssutilLocation } from '../../shared/lib/ossutil-place.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { CodeBox } from '../../shared/ui/code-box.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { useValueNames } from '../../shared/hooks/use-value-names.ts';
import { toRestoreStage } from './restore-stage.ts';

export interface RestoreDialogProps {
  connection: string;
  bucket: string;
  /** Key of the link whose target is archived. */
  link: string;
  onClose: () => void;
}

/**
 * How a link to an archived object becomes readable. Restoring costs money and takes its time, so that it is done by
 * the person who pays for it: the dialog shows the command to do it with, and its progress.
 */
export function RestoreDialog({ connection, bucket, link, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('restore');
  const queryClient = useQueryClient();
  const snapshot = useQuery(keyQueries.view({ connection, bucket, key: link }));
  const refresh = async (): Promise<void> => {
    await snapshot.refetch();
    // What is found goes into the index too, and the numbers of the page are drawn from it.
    await queryClient.invalidateQueries({ queryKey: queryScope.index(connection) });
  };
  const folder = toParentPrefix(link);
  const view = { ...(folder === '' ? {} : { prefix: folder }), key: link };
  const page = { to: '/c/$connection/b/$bucket', params: { connection, bucket } } as const;
  return (
    <Dialog
      footer={
        <>
          <Link {...page} className={buttonClass('quiet')} search={view}>
            {t('look')}
          </Link>
          <Link
            {...page}
            className={buttonClass('outline')}
            search={{ ...view, dialog: 'repoint' as const, on: link }}
          >
            {t('repoint')}
          </Link>
        </>
      }
      onClose={onClose}
      open
      title={t('title', { key: toVisibleText(link.slice(folder.length) || link) })}
    >
      {snapshot.isPending ? (
        <SkeletonFrame>
          <div className="flex flex-col gap-3">
            <Skeleton className="w-4/5" />
            <Skeleton className="w-3/5" />
            <Skeleton className="h-9" />
          </div>
        </SkeletonFrame>
      ) : snapshot.isError ? (
        <FailedState
          error={snapshot.error}
          inline
          onRetry={() => void snapshot.refetch()}
          title={t('failed')}
        />
      ) : (
        <Advice onRefresh={refresh} pending={snapshot.isFetching} view={snapshot.data} />
      )}
    </Dialog>
  );
}

interface AdviceProps {
  view: KeyView;
  pending: boolean;
  onRefresh: () => void;
}

function Advice({ view, pending, onRefresh }: AdviceProps) {
  const { t } = useTranslation('restore');
  const target = view.link?.target;
  const stage = toRestoreStage(target?.state);
  const { connection, bucket } = view;
  const location = toOssutilLocation(useQuery(bucketQueries.facts(connection, bucket)).data);
  const line = target === undefined ? '' : toOssutilRestore({ bucket, key: target.key, ...location });
  const names = useValueNames();
  const storageClass = target?.state.found === 'object' ? target.state.storageClass : '';
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      {target !== undefined && (
        <p className="flex min-w-0">
          <KeyText fit="wrap" value={target.key} />
        </p>
      )}
      <p className="text-14 text-ink-1">
        {t(`stage.${stage}`, { storageClass: names.storageClass(storageClass) })}
      </p>
      {stage === 'archived' && (
        <>
          <p>{t('how')}</p>
          <CodeBox text={line} what={t('command')} />
          {isArchivedClass(storageClass) && <p>{t(`takes.${storageClass as 'Archive'}`)}</p>}
        </>
      )}
      <div>
        <Button onClick={onRefresh} pending={pending} size="small">
          {t('again')}
        </Button>
      </div>
    </div>
  );
}
