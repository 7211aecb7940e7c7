import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api/api-error.ts';
import { callAccount } from '../shared/api/call-account.ts';
import { Button } from '../shared/ui/button.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { toReturnUrl } from './account-place.ts';
import { RefusalLine } from './page-parts.tsx';

/** The second step of sign-in: a code of the authenticator app, or a recovery code. */
export function CodeForm({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: () => callAccount('confirmSignIn', { body: { code } }),
    onSuccess: () => location.replace(toReturnUrl(location.search)),
  });
  const isWrong = send.error instanceof ApiError && send.error.code === 'sign-in-failed';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <TextField
        autoComplete="one-time-code"
        autoFocus
        error={isWrong ? t('fault.code') : undefined}
        hint={t('secondFactor.codeHint')}
        label={t('secondFactor.code')}
        maxLength={50}
        mono
        onChange={(event) => setCode(event.target.value)}
        required
        value={code}
      />
      {!isWrong && <RefusalLine error={send.error} />}
      <Button pending={send.isPending || send.isSuccess} size="large" type="submit" variant="primary">
        {t('signIn.submit')}
      </Button>
      <Button onClick={onAgain} variant="quiet">
        {t('signIn.code.again')}
      </Button>
    </form>
  );
}
