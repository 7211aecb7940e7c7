import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { DoneFooter } from './components/done-footer.tsx';
import { DoneStage } from './components/done-stage.tsx';
import { SheetPlace } from './components/sheet-place.tsx';
import { UnknownStage } from './components/outcome-stages.tsx';
import { FailedStage } from './components/refusal-stages.tsx';
import { SheetSteps } from './components/sheet-steps.tsx';
import { stageOfChange, type Stage } from './model/sheet-stage.ts';
import { toWrittenAct } from './model/written-act.ts';
import { linkQueries } from './queries.ts';
import type { WriteSheet } from './use-write-sheet.ts';

interface DoneSheetProps {
  connection: string;
  bucket: string;
  /** The write, by the id of its record. */
  change: string;
  onUndo: (change: string) => void;
  onShowKey: (key: string) => void;
  onClose: () => void;
}

/** What became of a write, from its record: the sheet after a reload, or in another tab. */
export function DoneSheet({ connection, bucket, change: id, onUndo, onShowKey, onClose }: DoneSheetProps) {
  const { t } = useTranslation('sheet');
  const { t: tCommon } = useTranslation();
  const record = useQuery(linkQueries.settling(connection, id));
  const change = record.data?.change;
  const act = change === undefined ? undefined : toWrittenAct(change);
  const view = useQuery({
    ...linkQueries.view({ connection, bucket }, change?.key ?? ''),
    enabled: change?.outcome === 'applied',
  });
  const stage = change === undefined ? undefined : stageOfChange(change, view.data);
  const looked: WriteSheet['looked'] = {
    data: record.data,
    error: record.error,
    at: Math.max(record.dataUpdatedAt, record.errorUpdatedAt),
    again: () => void record.refetch(),
  };
  return (
    <Dialog
      aside={stage && <SheetSteps stage={stage} />}
      description={change && <SheetPlace bucket={bucket} objectKey={change.key} />}
      footer={
        stage?.at === 'done' ? (
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
          {act === 'repoint' || act === 'delete' || act === 'delete-object'
            ? t(`title.${act}`, { name: shorten(toVisibleText(toKeyParts(change?.key ?? '').name)) })
            : t('title.done')}
        </span>
      }
    >
      {stage !== undefined ? (
        <Body looked={looked} stage={stage} />
      ) : record.isError ? (
        <FailedState error={record.error} onRetry={looked.again} title={t('done.unseen')} />
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
  stage: Stage & { at: 'done' | 'failed' | 'settling' };
  looked: WriteSheet['looked'];
}

function Body({ stage, looked }: BodyProps) {
  switch (stage.at) {
    case 'done':
      return <DoneStage change={stage.change} view={stage.view} />;
    case 'failed':
      return <FailedStage change={stage.change} error={undefined} />;
    case 'settling':
      return <UnknownStage change={stage.change} looked={looked} objectKey={stage.change.key} />;
  }
}
