import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { LeaveDialog } from './components/leave-dialog.tsx';
import { DialogBody } from './components/dialog-body.tsx';
import { DialogFooter } from './components/dialog-footer.tsx';
import { WrittenKey } from './components/written-key.tsx';
import { DialogSteps } from './components/dialog-steps.tsx';
import { toButtonLabel } from './model/button-label.ts';
import { lacksKey } from './model/write-form.ts';
import { canSend, isUnderWay, showsForm } from './model/dialog-stage.ts';
import type { WriteSubject } from './model/write-subject.ts';
import { toRecordedAction } from './model/recorded-action.ts';
import { useAnnounce } from './use-announce.ts';
import { useSendKey } from '../../shared/ui/use-send-key.ts';
import { useTypedAddress, useWrittenAddress, type OnSubject } from './use-dialog-address.ts';
import { useWriteDialog, type WriteDialogState } from './use-write-dialog.ts';
import { outcomeQueries } from '../../shared/queries/outcome-queries.ts';

export interface PendingWriteDialogProps {
  connection: string;
  bucket: string;
  /** Endpoint of the connection, by which its own addresses are told from foreign ones. */
  endpoint?: string | undefined;
  subject: WriteSubject;
  /** The key whose last write was to be undone, where it has none: the undo is then of another key's. */
  instead?: string | undefined;
  onSubject: OnSubject;
  /** A write was recorded: from here on the address can name it. */
  onWritten: (change: string) => void;
  onShowKey: (key: string) => void;
  /** The next link of the list that the dialog was opened over. */
  onNext?: (() => void) | undefined;
  onClose: () => void;
}

/** The dialog while something can still be written. */
export function PendingWriteDialog({
  connection,
  bucket,
  endpoint,
  subject,
  instead,
  onSubject,
  onWritten,
  onShowKey,
  onNext,
  onClose,
}: PendingWriteDialogProps) {
  const { t } = useTranslation('sheet');
  const [showsRequest, setShowsRequest] = useState(false);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const keyRef = useRef<HTMLInputElement>(null);
  const targetRef = useRef<HTMLInputElement>(null);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const pressRef = useRef<HTMLButtonElement>(null);
  const openUndo = (change: string): void => onSubject({ action: 'undo', change }, 'push');
  const announce = useAnnounce(openUndo);
  const dialog = useWriteDialog({
    scope: { connection, bucket },
    subject,
    endpoint,
    onAnswered: announce.answered,
  });
  const { form, stage, target } = dialog;
  const undone = useQuery({
    ...outcomeQueries.one(connection, subject.action === 'undo' ? subject.change : ''),
    enabled: subject.action === 'undo',
  });
  useTypedAddress(dialog, onSubject);
  useWrittenAddress(stage, onWritten);
  const unsent = showsForm(stage) || stage.kind === 'stale';
  // The question whether to leave says that nothing was written: it ends where that is no longer so.
  const asks = asksToLeave && unsent;
  const showObstacle = (): void => {
    if (stage.kind === 'empty') (stage.lacks === 'key' ? keyRef : targetRef).current?.focus();
    else if (showsForm(stage))
      pressRef.current
        ?.closest('[role="dialog"]')
        ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-undecided] input')
        ?.focus();
  };
  useSendKey(canSend(stage) ? dialog.send : showObstacle, !asks);

  const leave = (): void => {
    if (stage.kind === 'done') announce.done(stage.change);
    onClose();
  };
  const close = (): void => {
    if (form.typed && unsent) setAsksToLeave(true);
    else leave();
  };
  // An undo is asked for by its change; its key comes with the answer.
  const key = undone.data?.change.key ?? form.key;
  const name = shorten(toVisibleText(toKeyParts(key).name));
  // A delete is never one Enter away; an undo was asked for by the key before.
  const initialFocus = {
    create: lacksKey(form) ? keyRef : targetRef,
    repoint: targetRef,
    delete: cancelRef,
    'delete-object': cancelRef,
    undo: pressRef,
  }[subject.action];
  return (
    <>
      <Dialog
        aside={<DialogSteps proof={form.proof} stage={stage} />}
        busy={stage.kind === 'sending'}
        // Where the key is typed, its field shows it.
        description={
          subject.action === 'create' && showsForm(stage) ? undefined : (
            <WrittenKey bucket={bucket} objectKey={key} />
          )
        }
        footer={
          <DialogFooter
            cancelRef={cancelRef}
            pressRef={pressRef}
            label={toButtonLabel({
              action: subject.action,
              key: subject.action === 'create' && lacksKey(form) ? '' : key,
              target: toAim(dialog),
              findings: dialog.answer.preflight?.findings ?? [],
              back: undone.data?.change.before,
            })}
            onClose={close}
            onNext={subject.action === 'repoint' ? onNext : undefined}
            onShowKey={onShowKey}
            onUndo={openUndo}
            request={
              stage.kind === 'review' && (
                <Button className="mr-auto" onClick={() => setShowsRequest(!showsRequest)} variant="quiet">
                  {t(showsRequest ? 'request.hide' : 'request.show')}
                </Button>
              )
            }
            dialog={dialog}
            showObstacle={showObstacle}
          />
        }
        onClose={close}
        open
        shape="large"
        steady={isUnderWay(stage)}
        title={
          <span className="line-clamp-2 wrap-anywhere">
            {stage.kind === 'done'
              ? t(`doneTitle.${toRecordedAction(stage.change)}`, { name })
              : undone.data === undefined
                ? t(`title.${subject.action}`, { name })
                : t(`title.undo-${toRecordedAction(undone.data.change)}`, { name })}
          </span>
        }
        initialFocus={initialFocus}
      >
        {instead !== undefined && subject.action === 'undo' && (
          <p className="mb-3 rounded-md bg-caution-soft px-3 py-2 text-13">
            {t('undoInstead', { name: shorten(toVisibleText(toKeyParts(instead).name)), other: name })}
          </p>
        )}
        <DialogBody
          back={undone.data?.change.before}
          keyRef={keyRef}
          onAction={(action) =>
            onSubject(
              {
                action: action === 'repoint' ? 'repoint' : 'create',
                key: form.key,
                target: target.ok ? target.key : '',
              },
              'push',
            )
          }
          dialog={dialog}
          showsRequest={showsRequest}
          targetRef={targetRef}
        />
      </Dialog>
      <LeaveDialog onLeave={leave} onStay={() => setAsksToLeave(false)} open={asks} />
    </>
  );
}

/** Where the key would lead, as far as it is known. */
function toAim({ subject, target, answer }: WriteDialogState): string | null {
  if (subject.action === 'undo') return answer.preflight?.after?.target ?? null;
  return (subject.action === 'create' || subject.action === 'repoint') && target.ok ? target.key : null;
}
