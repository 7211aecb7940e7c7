import { useState } from 'react';
import { DoneDialog } from './done-dialog.tsx';
import type { DialogSubject, WriteSubject } from './model/write-subject.ts';
import { PendingWriteDialog, type PendingWriteDialogProps } from './pending-write-dialog.tsx';

export interface WriteDialogProps extends Omit<PendingWriteDialogProps, 'subject'> {
  /** What the dialog is about, as the address says it. */
  subject: DialogSubject;
}

/** The one way to write: see what would happen, say that it shall, done. Create, repoint, delete and undo of one link. */
export function WriteDialog(props: WriteDialogProps) {
  const { subject, onSubject, onWritten } = props;
  // What this window wrote: the address names the record from then on, and the window goes on as it is.
  const [written, setWritten] = useState<{ change: string; asked: WriteSubject }>();
  if (subject.action === 'done' && subject.change !== written?.change) {
    const { connection, bucket, onShowKey, onClose } = props;
    const openUndo = (change: string): void => onSubject({ action: 'undo', change }, 'push');
    return (
      <DoneDialog
        bucket={bucket}
        change={subject.change}
        connection={connection}
        key={subject.change}
        onClose={onClose}
        onShowKey={onShowKey}
        onUndo={openUndo}
      />
    );
  }
  const asked = subject.action === 'done' ? written?.asked : subject;
  if (asked === undefined) return null;
  return (
    <PendingWriteDialog
      {...props}
      key={toDialogKey(asked)}
      onSubject={(next, how) => {
        // What was typed last comes late: the address names the record by now.
        if (subject.action === 'done' && how === 'replace') return;
        setWritten(undefined);
        onSubject(next, how);
      }}
      onWritten={(change) => {
        setWritten({ change, asked });
        onWritten(change);
      }}
      subject={asked}
    />
  );
}

/** Another action, link or change to undo is another dialog; what is typed in one stays in it, the key of a new link too. */
function toDialogKey(asked: WriteSubject): string {
  switch (asked.action) {
    case 'create':
      return asked.action;
    case 'undo':
      return `${asked.action} ${asked.change}`;
    default:
      return `${asked.action} ${asked.key}`;
  }
}
