import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { Button, type ButtonVariant } from '../../../shared/ui/button.tsx';
import { Kbd } from '../../../shared/ui/kbd.tsx';
import type { ButtonLabel } from '../model/button-label.ts';
import type { Stage } from '../model/dialog-stage.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { DoneFooter } from './done-footer.tsx';
import { readsForRecord } from '../../../shared/queries/outcome-queries.ts';

interface DialogFooterProps {
  dialog: WriteDialogState;
  label: ButtonLabel;
  /** Shows and hides the request, at the far side. */
  request: ReactNode;
  cancelRef: RefObject<HTMLButtonElement | null>;
  pressRef: RefObject<HTMLButtonElement | null>;
  /** Leads to what is missing for the write. */
  showObstacle: () => void;
  /** Another link of the same list to go on with. */
  onNext: (() => void) | undefined;
  onClose: () => void;
  onUndo: (change: string) => void;
  onShowKey: (key: string) => void;
}

const destructive: ReadonlySet<ButtonLabel['id']> = new Set([
  'replace',
  'delete',
  'delete-object',
  'undo-delete',
]);

const beforeSending: readonly Stage['kind'][] = ['empty', 'misread', 'checking', 'unread', 'review', 'stale'];

/** What can be done next: one named button, and the ways out. */
export function DialogFooter(props: DialogFooterProps) {
  const { t } = useTranslation('sheet');
  const { t: tCommon } = useTranslation();
  const { dialog, request, cancelRef, onNext, onClose, onUndo, onShowKey } = props;
  const { stage } = dialog;
  const close = (
    <Button key="close" onClick={onClose} ref={cancelRef} variant="quiet">
      {tCommon(isBefore(stage) ? 'action.cancel' : 'action.close')}
    </Button>
  );
  switch (stage.kind) {
    case 'stale':
      return (
        <>
          {close}
          <Button onClick={() => dialog.takeBasis(stage.now)} variant="primary">
            {t('stale.take')}
          </Button>
        </>
      );
    case 'denied':
    case 'immutable':
    case 'undo-impossible':
    case 'failed':
      return (
        <>
          {close}
          {dialog.answer.preflight !== undefined && (
            <Button onClick={dialog.reset}>{t('failed.again')}</Button>
          )}
        </>
      );
    case 'lost':
    case 'unresolved': {
      const noRecord = stage.kind === 'lost' && (dialog.outcome.data?.reads ?? 0) >= readsForRecord;
      return (
        <>
          {close}
          {noRecord && <Button onClick={dialog.reset}>{t('unknown.back')}</Button>}
        </>
      );
    }
    case 'done':
      return (
        <DoneFooter
          change={stage.change}
          onClose={onClose}
          onNext={onNext}
          onShowKey={onShowKey}
          onUndo={onUndo}
          view={stage.view}
        />
      );
    default:
      return (
        <>
          {request}
          {close}
          <PressButton {...props} />
        </>
      );
  }
}

function PressButton({ dialog, label, pressRef, showObstacle }: DialogFooterProps) {
  const { t, i18n } = useTranslation('sheet');
  const { stage } = dialog;
  const values = { ...label.values, size: formatSize(label.values.size, i18n.language) };
  const waits = useReason(stage);
  const reason = dialog.denial ?? waits;
  return (
    <>
      {reason !== undefined && (
        // Assistive technology reads it with the button.
        <span aria-hidden="true" className="min-w-0 text-12 text-ink-2 max-sm:w-full sm:max-w-64">
          {reason}
        </span>
      )}
      <Button
        className="h-auto! min-h-8 max-w-full py-1 max-sm:min-h-11 max-sm:w-full"
        disabledReason={reason}
        onClick={dialog.send}
        onInertPress={showObstacle}
        ref={pressRef}
        pending={stage.kind === 'sending'}
        variant={toVariant(stage, label)}
      >
        <span className="wrap-anywhere whitespace-normal">{t(`button.${label.id}`, values)}</span>
        <span aria-hidden="true" className="max-md:hidden">
          <Kbd>{t('button.press')}</Kbd>
        </span>
      </Button>
    </>
  );
}

function useReason(stage: Stage): string | undefined {
  const { t } = useTranslation('sheet');
  switch (stage.kind) {
    case 'empty':
      return t(stage.lacks === 'key' ? 'say.emptyKey' : 'say.emptyTarget');
    case 'misread':
      return t('wait.blocked');
    case 'checking':
    case 'unread':
      return t('wait.looking');
    case 'review':
      if (stage.severity === 'blocked' || stage.severity === 'unchanged') return t(`wait.${stage.severity}`);
      if (stage.waiting === undefined) return undefined;
      return t(stage.waiting === 'preflight' ? 'wait.looking' : `wait.${stage.waiting}`);
    default:
      return undefined;
  }
}

/** Outlined until nothing is missing any more. */
function toVariant(stage: Stage, label: ButtonLabel): ButtonVariant {
  if (!destructive.has(label.id)) return 'primary';
  const ready = stage.kind === 'review' && stage.waiting === undefined && stage.severity !== 'blocked';
  return stage.kind === 'sending' || ready ? 'danger' : 'outline-danger';
}

function isBefore(stage: Stage): boolean {
  return beforeSending.includes(stage.kind);
}
