import type { Change } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { KeyState } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { toChangeStanding } from '../../../shared/lib/change-standing.ts';
import { formatTime } from '../../../shared/lib/format-time.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { NowThen } from './now-then.tsx';
import { OssRequestId } from './oss-request-id.tsx';
import { DialogMessage } from './dialog-message.tsx';
import { readsForRecord } from '../../../shared/queries/outcome-queries.ts';

/** The write is on its way. */
export function SendingStage({ dialog, back }: { dialog: WriteDialogState; back: KeyState | undefined }) {
  const { t } = useTranslation('sheet');
  return (
    <DialogMessage icon="arrow" busy title={t('sending.title')}>
      <p>{t('sending.body')}</p>
      {dialog.answer.preflight !== undefined && <NowThen back={back} preflight={dialog.answer.preflight} />}
    </DialogMessage>
  );
}

interface UnknownStageProps {
  objectKey: string;
  /** The record of the write, once it is found. */
  change: Change | undefined;
  outcome: WriteDialogState['outcome'];
}

/** The answer was lost: says what is looked at, how often, and that nothing is sent again. */
export function UnknownStage({ objectKey, change, outcome }: UnknownStageProps) {
  const { t, i18n } = useTranslation('sheet');
  const describe = useProblemText();
  const { data, error, at, again } = outcome;
  const noRecord = change === undefined && data !== undefined && data.reads >= readsForRecord;
  if (noRecord)
    return (
      <DialogMessage icon="info" title={t('failed.title')}>
        <p>{t('unknown.noRecord')}</p>
      </DialogMessage>
    );
  const standing = change === undefined ? undefined : toChangeStanding(change);
  if (standing?.kind === 'overwritten')
    return (
      <DialogMessage icon="info" title={t('unknown.overwrittenTitle')} tone="caution">
        <p>{t('unknown.overwritten')}</p>
        {change?.ossRequestId !== undefined && <OssRequestId id={change.ossRequestId} />}
      </DialogMessage>
    );
  return (
    <DialogMessage busy icon="search" title={t('unknown.title')} tone="caution">
      <p>{change === undefined ? t('unknown.lost') : t('unknown.body')}</p>
      {standing?.kind === 'mayArrive' && (
        <p>{t('unknown.mayArrive', { time: formatTime(standing.until, i18n.language) })}</p>
      )}
      <p className="font-mono text-12 wrap-anywhere text-ink-1">{toVisibleText(change?.key ?? objectKey)}</p>
      <p aria-live="polite" className="flex flex-wrap items-center gap-2 text-12">
        {data !== undefined && (
          <span>
            {t('unknown.looks', { count: data.reads })} · <Age at={at} />
          </span>
        )}
        {error !== null && (
          <span className="text-danger">{t('unknown.failing', { why: describe(error).what })}</span>
        )}
        <Button onClick={again} size="small">
          {t('unknown.lookNow')}
        </Button>
      </p>
      {change?.ossRequestId !== undefined && <OssRequestId id={change.ossRequestId} />}
    </DialogMessage>
  );
}
