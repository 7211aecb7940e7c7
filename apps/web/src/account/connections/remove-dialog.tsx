import type { ConnectionSettings } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQueries } from '../../shared/queries/account-queries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { RefusalLine } from '../page-parts.tsx';
import { useAccountChange } from '../use-account-change.ts';

interface RemoveDialogProps {
  settings: ConnectionSettings;
  onClose: () => void;
  onRemoved: () => void;
}

/** Removes a connection once its name was typed. */
export function RemoveDialog({ settings: { name, version }, onClose, onRemoved }: RemoveDialogProps) {
  const { t } = useTranslation(['connections', 'common']);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const remove = useAccountChange('removeConnection', { onShown: onRemoved });
  const queryClient = useQueryClient();
  const shown = toVisibleText(name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = typed.trim() !== name;
    setWrong(wrong);
    if (wrong || remove.isPending) return;
    // Refused, it may have been changed by somebody else: the list shows how it is now.
    const onError = (): void => void queryClient.refetchQueries(accountQueries.connections());
    remove.mutate({ name, version }, { onError });
  };
  return (
    <Dialog
      busy={remove.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button form="remove-connection" pending={remove.isPending} type="submit" variant="outline-danger">
            {t('ask.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={<span className="min-w-0 wrap-anywhere">{t('ask.title', { name: shown })}</span>}
    >
      <form className="flex flex-col gap-3 text-13" id="remove-connection" onSubmit={submit}>
        <p>{t('ask.text')}</p>
        <TextField
          error={isWrong ? t('ask.wrong') : undefined}
          label={t('ask.type', { name: shown })}
          mono
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          value={typed}
        />
        <RefusalLine error={remove.error} />
      </form>
    </Dialog>
  );
}
