import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { DoneFooter } from './components/done-footer.tsx';
import { DoneStage } from './components/done-stage.tsx';
import { WrittenKey } from './components/written-key.tsx';
import { UnknownStage } from './components/outcome-stages.tsx';
import { FailedStage } from './components/refusal-stages.tsx';
import { DialogSteps } from './components/dialog-steps.tsx';
import { stageOfChange, type Stage } from './model/dialog-stage.ts';
import { toRecordedAction } from './model/recorded-action.ts';
import type { WriteDialogState } from './use-write-dialog.ts';
import { outcomeQueries } from '../../shared/queries/outcome-queries.ts';

interface DoneDialogProps {
  connection: string;
  bucket: string;
  /** The write, by the id of its record. */
  change: string;
  onUndo: (change: string) => void;
  onShowKey: (key: string) => void;
  onClose: () => void;
}

/** What became of a write, from its record: the dialog after a reload, or in another tab. */
export function DoneDialog({ connection, bucket, change: id, onUndo, onShowKey, onClose }: DoneDialogProps) {
  const { t } = useTranslation('sheet');
  const { t: tCommon } = useTranslation();
  const record = useQuery(outcomeQueries.one(connection, id));
  const change = record.data?.change;
  const action = change === undefined ? undefined : toRecordedAction(change);
  const view = useQuery({
    ...keyQueries.view({ connection, bucket, key: change?.key ?? '' }),
    enabled: change?.outcome === 'applied',
  });
  const stage = change === undefined ? undefined : stageOfChange(change, view.data);
  const outcome: WriteDialogState['outcome'] = {
    data: record.data,
    error: record.error,
    at: Math.max(record.dataUpdatedAt, record.errorUpdatedAt),
    again: () => void record.refetch(),
  };
  return (
    <Dialog
      aside={stage && <DialogSteps stage={stage} />}
      description={change && <WrittenKey bucket={bucket} objectKey={change.key} />}
      footer={
        stage?.kind === 'done' ? (
          <DoneFooter
            change={stage.change}
            onClose={onClose}
            onShowKey={onShowKey}
            onUndo={onUndo}
            view={stage.view}
          />
        ) : (
          <Button onClick={onClose} variant="quiet">
            {tCommon('action.close')}
          </Button>
        )
      }
      onClose={onClose}
      open
      shape="large"
      title={
        <span className="line-clamp-2 wrap-anywhere">
          {stage?.kind === 'done' && action !== undefined
            ? t(`doneTitle.${action}`, { name: shorten(toVisibleText(toKeyParts(stage.change.key).name)) })
            : t('title.done')}
        </span>
      }
    >
      {stage !== undefined ? (
        <Body outcome={outcome} stage={stage} />
      ) : record.isError ? (
        <FailedState error={record.error} onRetry={outcome.again} title={t('done.unseen')} />
      ) : (
        <SkeletonFrame className="flex flex-col gap-2">
          <Skeleton className="w-1/2" />
          <Skeleton className="w-10/12" />
          <Skeleton className="w-1/3" />
        </SkeletonFrame>
      )}
    </Dialog>
  );
}

interface BodyProps {
  stage: Stage & { kind: 'done' | 'failed' | 'unresolved' };
  outcome: WriteDialogState['outcome'];
}

function Body({ stage, outcome }: BodyProps) {
  switch (stage.kind) {
    case 'done':
      return <DoneStage change={stage.change} view={stage.view} />;
    case 'failed':
      return <FailedStage change={stage.change} error={undefined} />;
    case 'unresolved':
      return <UnknownStage change={stage.change} outcome={outcome} objectKey={stage.change.key} />;
  }
}
