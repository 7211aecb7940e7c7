import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { Button, type ButtonVariant } from '../../../shared/ui/button.tsx';
import { Kbd } from '../../../shared/ui/kbd.tsx';
import type { ButtonLabel } from '../model/button-label.ts';
import type { Stage } from '../model/sheet-stage.ts';
import { looksForRecord } from '../queries.ts';
import type { WriteSheet } from '../use-write-sheet.ts';
import { DoneFooter } from './done-footer.tsx';

interface SheetFooterProps {
  sheet: WriteSheet;
  label: ButtonLabel;
  /** Shows and hides the request, at the far side. */
  request: ReactNode;
  cancelRef: RefObject<HTMLButtonElement | null>;
  pressRef: RefObject<HTMLButtonElement | null>;
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

/** What can be done next: one named button, and the ways out. */
export function SheetFooter(props: SheetFooterProps) {
  const { t } = useTranslation('sheet');
  const { t: tCommon } = useTranslation();
  const { sheet, request, cancelRef, onClose, onUndo, onShowKey } = props;
  const { stage } = sheet;
  const close = (
    <Button key="close" onClick={onClose} ref={cancelRef} variant="quiet">
      {tCommon(isBefore(stage) ? 'action.cancel' : 'action.close')}
    </Button>
  );
  switch (stage.at) {
    case 'stale':
      return (
        <>
          {close}
          <Button onClick={() => sheet.takeBasis(stage.now)} variant="primary">
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
          {sheet.look.preflight !== undefined && <Button onClick={sheet.reset}>{t('failed.again')}</Button>}
        </>
      );
    case 'lost':
    case 'settling': {
      const noRecord = stage.at === 'lost' && (sheet.looked.data?.looks ?? 0) >= looksForRecord;
      return (
        <>
          {close}
          {noRecord && <Button onClick={sheet.reset}>{t('unknown.back')}</Button>}
        </>
      );
    }
    case 'done':
      return (
        <DoneFooter
          change={stage.change}
          onClose={onClose}
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

function PressButton({ sheet, label, pressRef }: SheetFooterProps) {
  const { t, i18n } = useTranslation('sheet');
  const { stage } = sheet;
  const values = { ...label.values, size: formatSize(label.values.size, i18n.language) };
  return (
    <Button
      className="max-w-full whitespace-normal max-sm:h-auto max-sm:min-h-11 max-sm:w-full"
      disabledReason={useReason(stage)}
      onClick={sheet.send}
      ref={pressRef}
      pending={stage.at === 'sending'}
      variant={toVariant(stage, label)}
    >
      <span className="wrap-anywhere">{t(`button.${label.id}`, values)}</span>
      <span aria-hidden="true" className="max-md:hidden">
        <Kbd>{t('button.press')}</Kbd>
      </span>
    </Button>
  );
}

function useReason(stage: Stage): string | undefined {
  const { t } = useTranslation('sheet');
  switch (stage.at) {
    case 'empty':
      return t(stage.lacks === 'key' ? 'say.emptyKey' : 'say.emptyTarget');
    case 'misread':
      return t('wait.blocked');
    case 'looking':
    case 'unseen':
      return t('wait.looking');
    case 'review':
      if (stage.mood === 'blocked' || stage.mood === 'unchanged') return t(`wait.${stage.mood}`);
      if (stage.waiting === undefined) return undefined;
      return t(stage.waiting === 'look' ? 'wait.looking' : `wait.${stage.waiting}`);
    default:
      return undefined;
  }
}

/** Outlined until nothing is missing any more. */
function toVariant(stage: Stage, label: ButtonLabel): ButtonVariant {
  if (!destructive.has(label.id)) return 'primary';
  const ready = stage.at === 'review' && stage.waiting === undefined && stage.mood !== 'blocked';
  return stage.at === 'sending' || ready ? 'danger' : 'outline-danger';
}

function isBefore(stage: Stage): boolean {
  return ['empty', 'misread', 'looking', 'unseen', 'review', 'stale'].includes(stage.at);
}
