import type { Change } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../shared/api/use-problem-text.ts';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { showToast } from '../../shared/ui/toast.ts';
import { toRecordedAction } from './model/recorded-action.ts';
import type { Answered } from './use-write-dialog.ts';

/** Says by a toast what the dialog can no longer show: it was closed, before or after the write was answered. */
export function useAnnounce(openUndo: (change: string) => void): {
  answered: (answered: Answered) => void;
  done: (change: Change) => void;
} {
  const { t } = useTranslation('sheet');
  const describe = useProblemText();
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  const done = (change: Change): void => {
    const name = toVisibleText(toKeyParts(change.key).name);
    const target = change.intended === null ? '' : toVisibleText(change.intended.target);
    showToast({
      title: t(`done.${toRecordedAction(change)}`, { name, target }),
      ...(change.undo.possible ? { action: { label: t('toast.undo'), run: () => openUndo(change.id) } } : {}),
    });
  };
  const answered = (answer: Answered): void => {
    if (open.current) return;
    if ('error' in answer) {
      showToast({ title: t('toast.failed'), detail: describe(answer.error).what, lasts: 0 });
      return;
    }
    const { change } = answer.result;
    if (change.outcome === 'applied') done(change);
    else
      showToast({
        title: t('toast.unknown'),
        detail: t('toast.unknownDetail', { name: toVisibleText(toKeyParts(change.key).name) }),
        lasts: 0,
      });
  };
  return { answered, done };
}
