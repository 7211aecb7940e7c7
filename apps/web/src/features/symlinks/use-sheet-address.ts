import { useEffect, useEffectEvent } from 'react';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import type { Stage } from './model/sheet-stage.ts';
import type { SheetSubject } from './model/sheet-subject.ts';
import type { WriteSheet } from './use-write-sheet.ts';

/** Another subject for the sheet's address: `replace` while it is typed, `push` for another sheet. */
export type OnSubject = (subject: SheetSubject, how: 'replace' | 'push') => void;

/** Keeps what is typed in the address, so that it outlives a reload. An URL's signature never gets there: the key does. */
export function useTypedAddress({ subject, form, target }: WriteSheet, onSubject: OnSubject): void {
  const typed = JSON.stringify([form.key, target.ok ? target.key : '']);
  const settled = useSettled(typed, 400);
  const keep = useEffectEvent((text: string) => {
    if (subject.act !== 'create' && subject.act !== 'repoint') return;
    // What the sheet filled in by itself is nobody's wish.
    if (!form.touched) return;
    const [key = '', to = ''] = JSON.parse(text) as string[];
    if (key !== subject.key || to !== subject.target)
      onSubject({ act: subject.act, key, target: to }, 'replace');
  });
  useEffect(() => keep(settled), [settled]);
}

/** Puts the record of the write into the address as soon as there is one, so that its outcome outlives a reload. */
export function useWrittenAddress(stage: Stage, onWritten: (change: string) => void): void {
  const change =
    stage.at === 'done' || stage.at === 'settling' || stage.at === 'failed' ? stage.change?.id : undefined;
  const keep = useEffectEvent(onWritten);
  useEffect(() => {
    if (change !== undefined) keep(change);
  }, [change]);
}
