import type { BodyOf, User } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { RelativeTime } from '../shared/ui/time.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { Line, Lines, Section } from './page-parts.tsx';
import { AddUserDialog, EditUserDialog } from './user-dialogs.tsx';
import { focusLater } from './focus-later.ts';

type Act = BodyOf<'editUser'>['do'];

/** Everyone who has an account. */
export function UsersSection({ ownId }: { ownId: string | undefined }) {
  const { t } = useTranslation('account');
  const users = useQuery(accountQueries.users());
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ user: User; act: Act }>();
  const heading = useRef<HTMLHeadingElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const pressed = useRef<HTMLElement>(null);
  return (
    <Section
      action={
        <Button icon="plus" onClick={() => setAdding(true)} ref={adder}>
          {t('users.add')}
        </Button>
      }
      headingRef={heading}
      text={t('users.text')}
      title={t('users.title')}
    >
      {users.data?.hasLocalAdministrator === false && (
        <p className="rounded-md bg-caution-soft px-3 py-2 text-13" role="note">
          {t('users.noLocalAdministrator')}
        </p>
      )}
      <Lines empty="" list={users}>
        {(user) => (
          <UserLine
            isOwn={user.id === ownId}
            key={user.id}
            onAct={(act, button) => {
              pressed.current = button;
              setAsked({ user, act });
            }}
            user={user}
          />
        )}
      </Lines>
      {isAdding && (
        <AddUserDialog
          onClose={() => {
            setAdding(false);
            focusLater(adder);
          }}
        />
      )}
      {asked !== undefined && (
        <EditUserDialog
          {...asked}
          onClose={(isRemoved) => {
            setAsked(undefined);
            focusLater(isRemoved ? heading : pressed);
          }}
        />
      )}
    </Section>
  );
}

interface UserLineProps {
  user: User;
  isOwn: boolean;
  onAct: (act: Act, button: HTMLElement) => void;
}

function UserLine({ user, isOwn, onAct }: UserLineProps) {
  const { t } = useTranslation('account');
  const { name, email, lastSignInAt, disabledAt, hasSecondFactor = false } = user;
  const acts: readonly Act[] = [
    disabledAt === undefined ? 'disable' : 'enable',
    'reset-password',
    ...(hasSecondFactor ? (['reset-second-factor'] as const) : []),
    'remove',
  ];
  return (
    <Line
      actions={acts.map((act, index) => (
        <Button
          aria-label={t(`users.doNamed.${act}`, { name: toVisibleText(name) })}
          // Disabled or enabled, it is one button, which keeps the focus.
          key={index}
          onClick={(event) => onAct(act, event.currentTarget)}
          size="small"
        >
          {t(`users.do.${act}`)}
        </Button>
      ))}
      facts={[
        disabledAt === undefined ? (
          t('users.active')
        ) : (
          <span className="text-danger">
            {t('users.disabled')} <RelativeTime at={disabledAt} worded />
          </span>
        ),
        lastSignInAt === undefined ? (
          t('users.never')
        ) : (
          <>
            {t('users.lastSignIn')} <RelativeTime at={lastSignInAt} worded />
          </>
        ),
        hasSecondFactor ? t('users.secondFactor') : undefined,
        isOwn ? t('users.you') : undefined,
      ]}
      head={
        <>
          <span className="font-medium">
            <VisibleText text={name} />
          </span>
          <span className="text-ink-2">
            <VisibleText text={email} />
          </span>
        </>
      }
    />
  );
}
