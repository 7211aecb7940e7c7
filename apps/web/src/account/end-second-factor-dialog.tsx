import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { callAccount } from '../shared/api/call-account.ts';
import { accountKey } from '../shared/queries/account-queries.ts';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { RefusalLine } from './page-parts.tsx';
import { toWholeError, useFieldError } from './use-field-error.ts';

/** Turns the authenticator app off, with all that proves who one is. */
export function EndSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => callAccount('endSecondFactor', { body: { password, code } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: accountKey });
      onClose();
    },
  });
  const fieldError = useFieldError(end.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!end.isPending) end.mutate();
  };
  return (
    <Dialog
      busy={end.isPending}
      description={t('secondFactor.endText')}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button form="end-second-factor" pending={end.isPending} type="submit" variant="outline-danger">
            {t('secondFactor.endSubmit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t('secondFactor.endTitle')}
    >
      <form className="flex flex-col gap-3" id="end-second-factor" onSubmit={submit}>
        <TextField
          autoComplete="current-password"
          error={fieldError('#/password')}
          label={t('secondFactor.password')}
          onChange={(event) => setPassword(event.target.value)}
          required
          type="password"
          value={password}
        />
        <TextField
          autoComplete="one-time-code"
          error={fieldError('#/code')}
          hint={t('secondFactor.codeHint')}
          label={t('secondFactor.code')}
          maxLength={50}
          mono
          onChange={(event) => setCode(event.target.value)}
          required
          value={code}
        />
        <RefusalLine error={toWholeError(end.error)} />
      </form>
    </Dialog>
  );
}
