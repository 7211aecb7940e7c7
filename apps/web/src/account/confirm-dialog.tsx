import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { RefusalLine } from './page-parts.tsx';

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** The act, named. */
  submit: string;
  /** It takes something away. */
  danger?: boolean;
  /** The request that carries it out. */
  act: { isPending: boolean; error: unknown };
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more, and tells in the same place why it was refused. */
export function ConfirmDialog({
  title,
  children,
  submit,
  danger = true,
  act,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      busy={act.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button onClick={onConfirm} pending={act.isPending} variant={danger ? 'outline-danger' : 'primary'}>
            {submit}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={<span className="min-w-0 wrap-anywhere">{title}</span>}
    >
      <div className="flex flex-col gap-3 text-13">
        {children}
        <RefusalLine error={act.error} />
      </div>
    </Dialog>
  );
}
