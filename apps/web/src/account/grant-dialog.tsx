import type { BodyOf } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Select } from '../shared/ui/select.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { isWithoutRights, toDay, toEndOfDay, toGrantPart, toNewDraft } from './grant-draft.ts';
import { GrantFields } from './grant-fields.tsx';
import { RefusalLine } from './page-parts.tsx';
import { useAccountChange } from './use-account-change.ts';
import { toWholeError, useFieldError } from './use-field-error.ts';

type Subject = BodyOf<'addGrant'>['subject'];

/** Grants something to a person, a group or a token. */
export function GrantDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const subjects = useSubjects();
  const [chosen, setChosen] = useState<string>();
  const [draft, setDraft] = useState(toNewDraft);
  const [day, setDay] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [today] = useState(() => toDay(new Date()));
  const add = useAccountChange('addGrant', { onShown: onClose });
  const fieldError = useFieldError(add.error);
  const subject = subjects.find(({ value }) => value === chosen) ?? subjects[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (subject === undefined || add.isPending || isWithoutRights(draft)) return;
    const expiresAt = toEndOfDay(day);
    add.mutate({
      subject: subject.subject,
      ...toGrantPart(draft),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  };
  return (
    <Dialog
      busy={add.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            disabledReason={subject === undefined ? t('grants.form.noSubjects') : undefined}
            form="grant-form"
            pending={add.isPending}
            type="submit"
            variant="primary"
          >
            {t('grants.form.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      shape="large"
      title={t('grants.form.title')}
    >
      <form className="flex flex-col gap-3" id="grant-form" onSubmit={submit}>
        <Select
          error={fieldError('#/subject')}
          label={t('grants.form.subject')}
          onValueChange={setChosen}
          options={subjects}
          value={subject?.value ?? ''}
        />
        <GrantFields
          errorOf={(member) =>
            isChecked && member === 'role' && isWithoutRights(draft)
              ? t('fault.rights')
              : fieldError(`#/${member}`)
          }
          onValue={setDraft}
          value={draft}
        />
        <TextField
          className="sm:max-w-60"
          error={fieldError('#/expiresAt')}
          hint={t('grants.form.untilHint')}
          label={t('grants.form.until')}
          min={today}
          onChange={(event) => setDay(event.target.value)}
          type="date"
          value={day}
        />
        <RefusalLine error={toWholeError(add.error)} />
      </form>
    </Dialog>
  );
}

/** Everyone and everything that can be granted something, as choices of a list. */
function useSubjects(): { value: string; label: string; subject: Subject }[] {
  const { t } = useTranslation('account');
  const users = useQuery(accountQueries.users());
  const groups = useQuery(accountQueries.groups());
  const tokens = useQuery(accountQueries.tokens());
  const toChoice = (kind: Subject['kind'], id: string, name: string) => ({
    value: `${kind}:${id}`,
    label: t('grants.form.option', { kind: t(`grants.kind.${kind}`), name: toVisibleText(name) }),
    subject: { kind, id },
  });
  return [
    ...(users.data?.items ?? []).map(({ id, name, email }) => toChoice('user', id, `${name} (${email})`)),
    ...(groups.data?.items ?? []).map(({ id, name }) => toChoice('group', id, name)),
    ...(tokens.data?.items ?? []).map(({ id, name }) => toChoice('token', id, name)),
  ];
}
