import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';

/** Asks before typed work is thrown away. */
export function LeaveDialog({
  open,
  onStay,
  onLeave,
}: {
  open: boolean;
  onStay: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation('sheet');
  const stay = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      footer={
        <>
          <Button onClick={onLeave} variant="quiet">
            {t('leave.go')}
          </Button>
          <Button onClick={onStay} ref={stay} variant="primary">
            {t('leave.stay')}
          </Button>
        </>
      }
      initialFocus={stay}
      onClose={onStay}
      open={open}
      title={t('leave.title')}
    >
      <p className="text-13 text-ink-2">{t('leave.body')}</p>
    </Dialog>
  );
}
