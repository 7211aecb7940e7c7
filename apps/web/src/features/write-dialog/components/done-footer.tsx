import type { Change } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import type { WrittenView } from '../model/dialog-stage.ts';

interface DoneFooterProps {
  change: Change;
  view: WrittenView | undefined;
  onUndo: (change: string) => void;
  onShowKey: (key: string) => void;
  /** Another link of the same list to go on with. */
  onNext?: (() => void) | undefined;
  onClose: () => void;
}

/** After a write: back, on to the link, or away. */
export function DoneFooter({ change, view, onUndo, onShowKey, onNext, onClose }: DoneFooterProps) {
  const { t } = useTranslation('sheet');
  return (
    <>
      {change.undo.possible && (
        <Button icon="undo" onClick={() => onUndo(change.id)}>
          {t('done.undoAction')}
        </Button>
      )}
      {view?.state.kind === 'link' && <Button onClick={() => onShowKey(change.key)}>{t('done.show')}</Button>}
      {onNext !== undefined && <Button onClick={onNext}>{t('done.next')}</Button>}
      <Button onClick={onClose} variant="primary">
        {t('done.close')}
      </Button>
    </>
  );
}
