import { toVisibleText } from '@signpost/link-model/text';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import { usePressLock } from '../../shared/hooks/use-press-lock.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { RestoreBody } from './restore-body.tsx';
import { canBeRestored, toRestoreSubject } from './restore-subject.ts';
import { useRestore } from './use-restore.ts';
import { useRestoreChoice } from './use-restore-choice.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

export interface RestoreDialogProps {
  connection: string;
  bucket: string;
  /** Key of an archived object, or of a link that leads to one. */
  on: string;
  onClose: () => void;
}

/**
 * How an archived object becomes readable. Restoring costs money and takes its time: what is charged and how long it
 * takes are said before it is asked for, and its progress afterwards.
 */
export function RestoreDialog({ connection, bucket, on, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('restore');
  const formId = useId();
  const queryClient = useQueryClient();
  const snapshot = useQuery(keyQueries.view({ connection, bucket, key: on }));
  const restore = useRestore({ connection, bucket });
  const subject = snapshot.data && toRestoreSubject(snapshot.data);
  const archived = subject !== undefined && canBeRestored(subject) ? subject : undefined;
  const choice = useRestoreChoice(archived?.storageClass ?? 'Archive');
  const denial = useDenial(connection)('object.restore', { bucket, key: archived?.key ?? on });
  const isLink = snapshot.data?.state.kind === 'link';
  const press = usePressLock(!restore.isPending);
  const { days, tier } = choice;
  const send = (): void => {
    if (archived === undefined || days === undefined || denial !== undefined) return;
    press(() => restore.mutate({ subject: archived, days, tier }));
  };
  const refresh = async (): Promise<void> => {
    await snapshot.refetch();
    // What is found goes into the index too, and the numbers of the page are drawn from it.
    await queryClient.invalidateQueries({ queryKey: queryScope.index(connection) });
  };
  const folder = toParentPrefix(on);
  const view = { ...(folder === '' ? {} : { prefix: folder }), key: on };
  const page = { to: '/c/$connection/b/$bucket', params: { connection, bucket } } as const;
  const name = toVisibleText(on.slice(folder.length) || on);
  // One whose outcome is open may still reach OSS: asking again could pay twice.
  const answered = restore.data?.state;
  const offers = archived !== undefined && answered !== 'unknown' && answered !== 'extended';
  return (
    <Dialog
      busy={restore.isPending}
      footer={
        <>
          <Link {...page} className={buttonClass('quiet')} search={view}>
            {t(isLink ? 'look' : 'lookObject')}
          </Link>
          {isLink && (
            <Link
              {...page}
              className={buttonClass('outline')}
              search={{ ...view, dialog: 'repoint' as const, on }}
            >
              {t('repoint')}
            </Link>
          )}
          {offers && (
            <Button
              disabledReason={denial ?? (days === undefined ? t('form.daysMissing') : undefined)}
              form={formId}
              pending={restore.isPending}
              type="submit"
              variant="primary"
            >
              {t(archived.stage === 'archived' ? 'form.act' : 'form.extend', { count: days ?? 1 })}
            </Button>
          )}
        </>
      }
      onClose={onClose}
      open
      steady={restore.isPending}
      title={t(isLink || snapshot.isPending ? 'title' : 'titleObject', { key: name })}
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
        <RestoreBody
          choice={choice}
          formId={formId}
          offers={offers}
          onRefresh={() => void refresh()}
          onSubmit={send}
          pending={snapshot.isFetching}
          restore={restore}
          scope={{ connection, bucket }}
          subject={subject}
        />
      )}
    </Dialog>
  );
}
