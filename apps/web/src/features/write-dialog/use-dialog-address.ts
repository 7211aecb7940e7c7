import { useEffect, useEffectEvent } from 'react';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import type { Stage } from './model/dialog-stage.ts';
import type { DialogSubject } from './model/write-subject.ts';
import type { WriteDialogState } from './use-write-dialog.ts';

/** Another subject for the dialog's address: `replace` while it is typed, `push` for another dialog. */
export type OnSubject = (subject: DialogSubject, how: 'replace' | 'push') => void;

/** Keeps what is typed in the address, so that it outlives a reload. An URL's signature never gets there: the key does. */
export function useTypedAddress({ subject, form, target }: WriteDialogState, onSubject: OnSubject): void {
  const typed = JSON.stringify([form.key, target.ok ? target.key : '']);
  const debounced = useDebounced(typed, 400);
  const keep = useEffectEvent((text: string) => {
    if (subject.action !== 'create' && subject.action !== 'repoint') return;
    // What the dialog filled in by itself was not typed.
    if (!form.touched) return;
    const [key = '', to = ''] = JSON.parse(text) as string[];
    if (key !== subject.key || to !== subject.target)
      onSubject({ action: subject.action, key, target: to }, 'replace');
  });
  useEffect(() => keep(debounced), [debounced]);
}

/** Puts the record of the write into the address as soon as there is one, so that its outcome outlives a reload. */
export function useWrittenAddress(stage: Stage, onWritten: (change: string) => void): void {
  const change =
    stage.kind === 'done' || stage.kind === 'unresolved' || stage.kind === 'failed'
      ? stage.change?.id
      : undefined;
  const keep = useEffectEvent(onWritten);
  useEffect(() => {
    if (change !== undefined) keep(change);
  }, [change]);
}
