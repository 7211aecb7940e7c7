import type { Group, User } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { Line, Lines, Section } from './page-parts.tsx';
import { useAccountChange } from './use-account-change.ts';
import { focusLater } from './focus-later.ts';

type Asked = { act: 'add' } | { act: 'edit' | 'remove'; group: Group };

/** People who are granted the same. */
export function GroupsSection() {
  const { t } = useTranslation('account');
  const groups = useQuery(accountQueries.groups());
  const users = useQuery(accountQueries.users());
  const [asked, setAsked] = useState<Asked>();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = (): void => setAsked(undefined);
  return (
    <Section
      action={
        <Button icon="plus" onClick={() => setAsked({ act: 'add' })}>
          {t('groups.add')}
        </Button>
      }
      headingRef={heading}
      text={t('groups.text')}
      title={t('groups.title')}
    >
      <Lines empty={t('groups.empty')} list={groups}>
        {(group) => (
          <GroupLine
            group={group}
            key={group.id}
            onAct={(act) => setAsked({ act, group })}
            users={users.data?.items ?? []}
          />
        )}
      </Lines>
      {(asked?.act === 'add' || asked?.act === 'edit') && (
        <GroupDialog {...(asked.act === 'edit' ? { group: asked.group } : {})} onClose={close} />
      )}
      {asked?.act === 'remove' && (
        <RemoveDialog
          group={asked.group}
          onClose={close}
          onRemoved={() => {
            close();
            focusLater(heading);
          }}
        />
      )}
    </Section>
  );
}

interface GroupLineProps {
  group: Group;
  users: readonly User[];
  onAct: (act: 'edit' | 'remove') => void;
}

function GroupLine({ group, users, onAct }: GroupLineProps) {
  const { t, i18n } = useTranslation('account');
  const name = toVisibleText(group.name);
  const members = users
    .filter(({ id }) => group.members.includes(id))
    .map((user) => toVisibleText(user.name));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <Line
      actions={
        <>
          <Button aria-label={t('groups.editNamed', { name })} onClick={() => onAct('edit')} size="small">
            {t('groups.edit')}
          </Button>
          <Button aria-label={t('groups.removeNamed', { name })} onClick={() => onAct('remove')} size="small">
            {t('groups.remove')}
          </Button>
        </>
      }
      facts={[group.members.length === 0 ? t('groups.noMembers') : list.format(members)]}
      head={
        <span className="font-medium">
          <VisibleText text={group.name} />
        </span>
      }
    />
  );
}

interface RemoveDialogProps {
  group: Group;
  onClose: () => void;
  onRemoved: () => void;
}

function RemoveDialog({ group, onClose, onRemoved }: RemoveDialogProps) {
  const { t } = useTranslation('account');
  const remove = useAccountChange('removeGroup', { onShown: onRemoved });
  return (
    <ConfirmDialog
      act={remove}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: group.id })}
      submit={t('groups.ask.submit')}
      title={t('groups.ask.title', { name: toVisibleText(group.name) })}
    >
      <p>{t('groups.ask.text')}</p>
    </ConfirmDialog>
  );
}
