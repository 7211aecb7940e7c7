import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { LeaveDialog } from './components/leave-dialog.tsx';
import { SheetBody } from './components/sheet-body.tsx';
import { SheetFooter } from './components/sheet-footer.tsx';
import { SheetPlace } from './components/sheet-place.tsx';
import { SheetSteps } from './components/sheet-steps.tsx';
import { toButtonLabel } from './model/button-label.ts';
import { lacksKey } from './model/sheet-form.ts';
import { showsForm } from './model/sheet-stage.ts';
import type { WriteSubject } from './model/sheet-subject.ts';
import { toWrittenAct } from './model/written-act.ts';
import { linkQueries } from './queries.ts';
import { useAnnounce } from './use-announce.ts';
import { useSendKey } from './use-send-key.ts';
import { useTypedAddress, useWrittenAddress, type OnSubject } from './use-sheet-address.ts';
import { useWriteSheet, type WriteSheet } from './use-write-sheet.ts';

export interface WriteSheetWindowProps {
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
  onClose: () => void;
}

/** The sheet while something can still be written. */
export function WriteSheetWindow({
  connection,
  bucket,
  endpoint,
  subject,
  instead,
  onSubject,
  onWritten,
  onShowKey,
  onClose,
}: WriteSheetWindowProps) {
  const { t } = useTranslation('sheet');
  const [showsRequest, setShowsRequest] = useState(false);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const keyRef = useRef<HTMLInputElement>(null);
  const targetRef = useRef<HTMLInputElement>(null);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const pressRef = useRef<HTMLButtonElement>(null);
  const openUndo = (change: string): void => onSubject({ act: 'undo', change }, 'push');
  const announce = useAnnounce(openUndo);
  const sheet = useWriteSheet({
    scope: { connection, bucket },
    subject,
    endpoint,
    onAnswered: announce.answered,
  });
  const { form, stage, target } = sheet;
  const undone = useQuery({
    ...linkQueries.change(connection, subject.act === 'undo' ? subject.change : ''),
    enabled: subject.act === 'undo',
  });
  useTypedAddress(sheet, onSubject);
  useWrittenAddress(stage, onWritten);
  const unsent = showsForm(stage) || stage.at === 'stale';
  // The question whether to leave says that nothing was written: it ends where that is no longer so.
  const asks = asksToLeave && unsent;
  useSendKey(sheet.send, !asks);

  const leave = (): void => {
    if (stage.at === 'done') announce.done(stage.change);
    onClose();
  };
  const close = (): void => {
    if (form.touched && unsent) setAsksToLeave(true);
    else leave();
  };
  // An undo is asked for by its change; its key comes with the answer.
  const key = undone.data?.key ?? form.key;
  const name = shorten(toVisibleText(toKeyParts(key).name));
  // A delete is never one Enter away; an undo was asked for by the key before.
  const initialFocus = {
    create: lacksKey(form) ? keyRef : targetRef,
    repoint: targetRef,
    delete: cancelRef,
    'delete-object': cancelRef,
    undo: pressRef,
  }[subject.act];
  return (
    <>
      <Dialog
        aside={<SheetSteps stage={stage} />}
        busy={stage.at === 'sending'}
        // Where the key is typed, its field shows it.
        description={
          subject.act === 'create' && showsForm(stage) ? undefined : (
            <SheetPlace bucket={bucket} objectKey={key} />
          )
        }
        footer={
          <SheetFooter
            cancelRef={cancelRef}
            pressRef={pressRef}
            label={toButtonLabel({
              act: subject.act,
              key: subject.act === 'create' && lacksKey(form) ? '' : key,
              target: toAim(sheet),
              findings: sheet.look.preflight?.findings ?? [],
              back: undone.data?.before,
            })}
            onClose={close}
            onShowKey={onShowKey}
            onUndo={openUndo}
            request={
              stage.at === 'review' && (
                <Button className="mr-auto" onClick={() => setShowsRequest(!showsRequest)} variant="quiet">
                  {t(showsRequest ? 'request.hide' : 'request.show')}
                </Button>
              )
            }
            sheet={sheet}
          />
        }
        onClose={close}
        open
        shape="large"
        steady={!showsForm(stage)}
        title={
          <span className="line-clamp-2 wrap-anywhere">
            {undone.data === undefined
              ? t(`title.${subject.act}`, { name })
              : t(`title.undo-${toWrittenAct(undone.data)}`, { name })}
          </span>
        }
        initialFocus={initialFocus}
      >
        {instead !== undefined && subject.act === 'undo' && (
          <p className="mb-3 rounded-md bg-caution-soft px-3 py-2 text-13">
            {t('undoInstead', { name: shorten(toVisibleText(toKeyParts(instead).name)), other: name })}
          </p>
        )}
        <SheetBody
          back={undone.data?.before}
          keyRef={keyRef}
          onAct={(act) =>
            onSubject(
              {
                act: act === 'repoint' ? 'repoint' : 'create',
                key: form.key,
                target: target.ok ? target.key : '',
              },
              'push',
            )
          }
          sheet={sheet}
          showsRequest={showsRequest}
          targetRef={targetRef}
        />
      </Dialog>
      <LeaveDialog onLeave={leave} onStay={() => setAsksToLeave(false)} open={asks} />
    </>
  );
}

/** Where the key would lead, as far as it is known. */
function toAim({ subject, target, look }: WriteSheet): string | null {
  if (subject.act === 'undo') return look.preflight?.after?.target ?? null;
  return (subject.act === 'create' || subject.act === 'repoint') && target.ok ? target.key : null;
}
