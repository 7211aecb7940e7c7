import { useState } from 'react';
import { DoneSheet } from './done-sheet.tsx';
import type { SheetSubject, WriteSubject } from './model/sheet-subject.ts';
import { WriteSheetWindow, type WriteSheetWindowProps } from './write-sheet-window.tsx';

export interface LinkSheetProps extends Omit<WriteSheetWindowProps, 'subject'> {
  /** What the sheet is about, as the address says it. */
  subject: SheetSubject;
}

/** The one way to write: see what would happen, say that it shall, done. Create, repoint, delete and undo of one link. */
export function LinkSheet(props: LinkSheetProps) {
  const { subject, onSubject, onWritten } = props;
  // What this window wrote: the address names the record from then on, and the window goes on as it is.
  const [written, setWritten] = useState<{ change: string; asked: WriteSubject }>();
  if (subject.act === 'done' && subject.change !== written?.change) {
    const { connection, bucket, onShowKey, onClose } = props;
    const openUndo = (change: string): void => onSubject({ act: 'undo', change }, 'push');
    return (
      <DoneSheet
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
  const asked = subject.act === 'done' ? written?.asked : subject;
  if (asked === undefined) return null;
  return (
    <WriteSheetWindow
      {...props}
      // Another act, or another change to undo, is another sheet; what is typed in one stays in it.
      key={asked.act === 'undo' ? `undo ${asked.change}` : asked.act}
      onSubject={(next, how) => {
        // What was typed last comes late: the address names the record by now.
        if (subject.act === 'done' && how === 'replace') return;
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
