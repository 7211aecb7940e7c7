import type { BrowserSession, Session } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { FailedState } from '../shared/ui/failed-state.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { RelativeTime } from '../shared/ui/time.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { toAccountUrl } from './account-place.ts';
import { callAccount } from '../shared/api/call-account.ts';
import { Page, RefusalLine, Section } from './page-parts.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { useFieldError } from './use-field-error.ts';

/** The own account: password, browsers that are signed in, tokens. */
export function OwnPage({ session }: { session: Session }) {
  const { user } = session;
  if (user === undefined) return null;
  return (
    <Page title={user.name}>
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-13 text-ink-2">
          <VisibleText text={user.email} />
        </span>
        <SignOutButton />
      </div>
      {session.isProviderOnly !== true && (
        <>
          <PasswordForm />
          <SecondFactorSection isOn={session.hasSecondFactor === true} />
        </>
      )}
      <Sessions />
      <TokensSection administrates={session.administrates === true} />
    </Page>
  );
}

function SignOutButton() {
  const { t } = useTranslation('account');
  const leave = useMutation({
    mutationFn: () => callAccount('signOut', { body: {} }),
    onSuccess: () => location.assign(toAccountUrl('sign-in')),
  });
  return (
    <>
      <Button onClick={() => leave.mutate()} pending={leave.isPending} size="small">
        {t('signOut')}
      </Button>
      <RefusalLine error={leave.error} />
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation('account');
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: () => callAccount('changePassword', { body: { password: old, newPassword: next } }),
    onSuccess: async () => {
      setOld('');
      setNext('');
      await queryClient.invalidateQueries(accountQueries.sessions());
    },
  });
  const fieldError = useFieldError(change.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!change.isPending) change.mutate();
  };
  const isField = fieldError('#/password') ?? fieldError('#/newPassword');
  return (
    <Section title={t('password.title')}>
      <form className="flex max-w-sm flex-col gap-3" onSubmit={submit}>
        <TextField
          autoComplete="current-password"
          error={fieldError('#/password')}
          label={t('password.old')}
          onChange={(event) => setOld(event.target.value)}
          required
          type="password"
          value={old}
        />
        <TextField
          autoComplete="new-password"
          error={fieldError('#/newPassword')}
          hint={t('field.passwordHint')}
          label={t('password.new')}
          onChange={(event) => setNext(event.target.value)}
          required
          type="password"
          value={next}
        />
        {isField === undefined && <RefusalLine error={change.error} />}
        {change.isSuccess && (
          <p className="text-13 text-ink-2" role="status">
            {t('password.done')}
          </p>
        )}
        <Button className="self-start" pending={change.isPending} type="submit">
          {t('password.submit')}
        </Button>
      </form>
    </Section>
  );
}

function Sessions() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const sessions = useQuery(accountQueries.sessions());
  const end = useMutation({
    mutationFn: (id: string | undefined) =>
      callAccount('endSessions', { body: id === undefined ? {} : { id } }),
    onSettled: () => queryClient.invalidateQueries(accountQueries.sessions()),
  });
  const items = sessions.data?.items ?? [];
  return (
    <Section title={t('sessions.title')}>
      {sessions.isError && (
        <FailedState error={sessions.error} inline onRetry={() => void sessions.refetch()} />
      )}
      <ul className="flex flex-col">
        {items.map((item) => (
          <SessionLine item={item} key={item.id} onEnd={() => end.mutate(item.id)} />
        ))}
      </ul>
      <RefusalLine error={end.error} />
      {items.length > 1 && (
        <Button className="self-start" onClick={() => end.mutate(undefined)} pending={end.isPending}>
          {t('sessions.endOthers')}
        </Button>
      )}
    </Section>
  );
}

function SessionLine({ item, onEnd }: { item: BrowserSession; onEnd: () => void }) {
  const { t } = useTranslation('account');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 text-13">
      <span className="min-w-0 flex-1 truncate">
        {item.userAgent === undefined ? t('sessions.unknown') : <VisibleText text={item.userAgent} />}
      </span>
      <span className="text-ink-3">{item.address}</span>
      <RelativeTime at={item.createdAt} />
      {item.isOwn ? (
        <span className="text-ink-3">{t('sessions.own')}</span>
      ) : (
        <Button onClick={onEnd} size="small">
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
