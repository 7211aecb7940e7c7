import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { callAccount } from '../shared/api/call-account.ts';
import { accountKey } from '../shared/queries/account-queries.ts';
import { Button } from '../shared/ui/button.tsx';
import { CodeBox } from '../shared/ui/code-box.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { RefusalLine } from './page-parts.tsx';
import { QrCode } from './qr-code.tsx';
import { ShownOnce } from './shown-once.tsx';
import { toWholeError, useFieldError } from './use-field-error.ts';

/** Asks for the password, shows the key of the app, asks for a first code, and shows the recovery codes once. */
export function SetUpSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const [shared, setShared] = useState<{ secret: string; uri: string }>();
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>();
  const queryClient = useQueryClient();
  const close = (): void => {
    onClose();
    void queryClient.invalidateQueries({ queryKey: accountKey });
  };
  if (recoveryCodes !== undefined)
    return (
      <ShownOnce
        onClose={close}
        secret={recoveryCodes.join('\n')}
        text={t('secondFactor.onceText')}
        title={t('secondFactor.done')}
        what={t('secondFactor.once')}
      />
    );
  return shared === undefined ? (
    <PasswordStep onClose={onClose} onShared={setShared} />
  ) : (
    <CodeStep {...shared} onClose={onClose} onConfirmed={setRecoveryCodes} />
  );
}

interface PasswordStepProps {
  onClose: () => void;
  onShared: (shared: { secret: string; uri: string }) => void;
}

function PasswordStep({ onClose, onShared }: PasswordStepProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const start = useMutation({
    mutationFn: () => callAccount('startSecondFactor', { body: { password } }),
    gcTime: 0,
    onSuccess: onShared,
  });
  const fieldError = useFieldError(start.error);
  return (
    <Step act={start} onClose={onClose} submit={t('secondFactor.next')} title={t('secondFactor.title')}>
      <TextField
        autoComplete="current-password"
        error={fieldError('#/password')}
        label={t('secondFactor.password')}
        onChange={(event) => setPassword(event.target.value)}
        required
        type="password"
        value={password}
      />
    </Step>
  );
}

interface CodeStepProps {
  secret: string;
  uri: string;
  onClose: () => void;
  onConfirmed: (recoveryCodes: readonly string[]) => void;
}

function CodeStep({ secret, uri, onClose, onConfirmed }: CodeStepProps) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => callAccount('confirmSecondFactor', { body: { code } }),
    gcTime: 0,
    onSuccess: (answer) => onConfirmed(answer.recoveryCodes),
  });
  const fieldError = useFieldError(confirm.error);
  return (
    <Step
      act={confirm}
      onClose={onClose}
      submit={t('secondFactor.confirm')}
      title={t('secondFactor.scanTitle')}
    >
      <p className="text-13 text-ink-2">{t('secondFactor.scan')}</p>
      <QrCode label={t('secondFactor.qr')} text={uri} />
      <CodeBox text={secret} what={t('secondFactor.key')} />
      <TextField
        autoComplete="one-time-code"
        autoFocus
        error={fieldError('#/code')}
        inputMode="numeric"
        label={t('secondFactor.code')}
        maxLength={10}
        mono
        onChange={(event) => setCode(event.target.value)}
        required
        value={code}
      />
    </Step>
  );
}

interface StepProps {
  title: string;
  submit: string;
  act: { isPending: boolean; error: unknown; mutate: () => void };
  onClose: () => void;
  children: ReactNode;
}

function Step({ title, submit, act, onClose, children }: StepProps) {
  const { t } = useTranslation();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!act.isPending) act.mutate();
  };
  return (
    <Dialog
      busy={act.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button form="second-factor" pending={act.isPending} type="submit" variant="primary">
            {submit}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={title}
    >
      <form className="flex flex-col gap-3" id="second-factor" onSubmit={send}>
        {children}
        <RefusalLine error={toWholeError(act.error)} />
      </form>
    </Dialog>
  );
}
