import type { BodyOf, User } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { RefusalLine } from './page-parts.tsx';
import { ShownOnce } from './shown-once.tsx';
import { useAccountChange } from './use-account-change.ts';
import { toWholeError, useFieldError } from './use-field-error.ts';

interface Made {
  name: string;
  password: string;
}

/** Adds an account, then shows its first password once. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<Made>();
  const add = useAccountChange('addUser', {
    onAnswer: ({ user, password = '' }) => setMade({ name: user?.name ?? name, password }),
  });
  const fieldError = useFieldError(add.error);
  if (made !== undefined)
    return (
      <ShownOnce
        onClose={onClose}
        secret={made.password}
        text={t('once.passwordText', { name: toVisibleText(made.name) })}
        title={t('users.added', { name: toVisibleText(made.name) })}
        what={t('once.password')}
      />
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!add.isPending) add.mutate({ name: name.trim(), email: email.trim() });
  };
  return (
    <Dialog
      busy={add.isPending}
      description={t('users.form.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button form="user-form" pending={add.isPending} type="submit" variant="primary">
            {t('users.form.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={t('users.form.title')}
    >
      <form className="flex flex-col gap-3" id="user-form" onSubmit={submit}>
        <TextField
          error={fieldError('#/name')}
          label={t('field.name')}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
          pattern=".*\S.*"
          required
          value={name}
        />
        <TextField
          error={fieldError('#/email')}
          label={t('field.email')}
          maxLength={254}
          onChange={(event) => setEmail(event.target.value)}
          required
          type="email"
          value={email}
        />
        <RefusalLine error={toWholeError(add.error)} />
      </form>
    </Dialog>
  );
}

interface EditUserDialogProps {
  user: User;
  act: BodyOf<'editUser'>['do'];
  onClose: (isRemoved: boolean) => void;
}

/** Asks before it disables, enables, removes or resets, and shows a new password once. */
export function EditUserDialog({ user, act, onClose }: EditUserDialogProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState<string>();
  const edit = useAccountChange('editUser', {
    onAnswer: (answer) => setPassword(answer.password),
    onShown: () => {
      if (act !== 'reset-password') onClose(act === 'remove');
    },
  });
  const name = toVisibleText(user.name);
  if (password !== undefined)
    return (
      <ShownOnce
        onClose={() => onClose(false)}
        secret={password}
        text={t('once.passwordText', { name })}
        title={t('users.passwordReset', { name })}
        what={t('once.newPassword')}
      />
    );
  return (
    <ConfirmDialog
      act={edit}
      danger={act !== 'enable'}
      onClose={() => onClose(false)}
      onConfirm={() => edit.mutate({ user: user.id, do: act })}
      submit={t(`users.do.${act}`)}
      title={t(`users.ask.${act}`, { name })}
    >
      <p className="text-ink-2 wrap-anywhere">{toVisibleText(user.email)}</p>
      <p>{t(`users.askText.${act}`)}</p>
    </ConfirmDialog>
  );
}
