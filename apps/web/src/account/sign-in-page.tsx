import type { Session } from '@signpost/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api/api-error.ts';
import { toOneLine, useProblemText } from '../shared/api/use-problem-text.ts';
import { Button } from '../shared/ui/button.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { toReturnUrl } from './account-place.ts';
import { callAccount } from '../shared/api/call-account.ts';
import { CodeForm } from './code-form.tsx';
import { ProviderButton } from './provider-button.tsx';
import { useFieldError } from './use-field-error.ts';

/** Sign-in, or the first account of a console that has none. */
export function SignInPage({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const isOpen = session.state === 'open';
  const isSetUp = session.state === 'set-up' || (isOpen && session.canSetUp === true);
  if ((isOpen && !isSetUp) || session.state === 'signed-in')
    return (
      <Column title={t(isOpen ? 'open.title' : 'already.title')}>
        <p className="text-13 text-ink-2">
          {isOpen ? t('open.text') : t('already.text', { name: session.user?.name ?? '' })}
        </p>
        <a className="text-13 text-accent underline" href={toReturnUrl(location.search)}>
          {t('goOn')}
        </a>
      </Column>
    );
  if (isCodeNeeded)
    return (
      <Column title={t('signIn.code.title')}>
        <CodeForm onAgain={() => setCodeNeeded(false)} />
      </Column>
    );
  return (
    <Column title={t(isSetUp ? 'setUp.title' : 'signIn.title')}>
      {isSetUp && <p className="text-13 text-ink-2">{t('setUp.text')}</p>}
      {session.provider !== undefined && <ProviderButton name={session.provider.name} />}
      <SignInForm
        hasProvider={session.provider !== undefined}
        isSetUp={isSetUp}
        onCodeNeeded={() => setCodeNeeded(true)}
      />
    </Column>
  );
}

function Column({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto flex max-w-sm flex-col gap-4 px-4 py-12">
      <h1 className="text-20 font-semibold">{title}</h1>
      {children}
    </div>
  );
}

interface Fields {
  code: string;
  name: string;
  email: string;
  password: string;
}

interface SignInFormProps {
  isSetUp: boolean;
  hasProvider: boolean;
  onCodeNeeded: () => void;
}

function SignInForm({ isSetUp, hasProvider, onCodeNeeded }: SignInFormProps) {
  const { t } = useTranslation('account');
  const [fields, setFields] = useState<Fields>({ code: '', name: '', email: '', password: '' });
  const send = useMutation({
    mutationFn: ({ code, name, email, password }: Fields) =>
      isSetUp
        ? callAccount('setUp', { body: { code, name: name.trim(), email: email.trim(), password } })
        : callAccount('signIn', { body: { email: email.trim(), password } }),
    onSuccess: ({ state }) => {
      if (state === 'code-needed') onCodeNeeded();
      else location.replace(toReturnUrl(location.search));
    },
  });
  const fieldError = useFieldError(send.error);
  const bind = (field: keyof Fields) => ({
    value: fields[field],
    required: true,
    error: fieldError(`#/${field}`),
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [field]: event.target.value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate(fields);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      {isSetUp && (
        <>
          <TextField {...bind('code')} autoFocus hint={t('setUp.codeHint')} label={t('setUp.code')} mono />
          <TextField {...bind('name')} autoComplete="name" label={t('field.name')} maxLength={100} />
        </>
      )}
      <TextField
        {...bind('email')}
        autoComplete="username"
        autoFocus={!isSetUp && !hasProvider}
        label={t('field.email')}
        type="email"
      />
      <TextField
        {...bind('password')}
        autoComplete={isSetUp ? 'new-password' : 'current-password'}
        hint={isSetUp ? t('field.passwordHint') : undefined}
        label={t('field.password')}
        type="password"
      />
      <Refusal error={send.error} isSetUp={isSetUp} />
      <Button
        pending={send.isPending || send.isSuccess}
        size="large"
        type="submit"
        variant={hasProvider ? 'outline' : 'primary'}
      >
        {t(isSetUp ? 'setUp.submit' : 'signIn.submit')}
      </Button>
      {!isSetUp && <p className="text-12 text-ink-3">{t('signIn.forgotten')}</p>}
    </form>
  );
}

/** What is no fault of one field. */
function Refusal({ error, isSetUp }: { error: unknown; isSetUp: boolean }) {
  const { t } = useTranslation('account');
  const describe = useProblemText();
  if (error === null || error === undefined) return null;
  if (error instanceof ApiError && (error.problem?.errors ?? []).length > 0) return null;
  const isCode = isSetUp && error instanceof ApiError && error.code === 'sign-in-failed';
  return (
    <p className="text-13 text-danger" role="alert">
      {isCode ? t('setUp.wrongCode') : toOneLine(describe(error))}
    </p>
  );
}
