import type { Group } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { Checkbox } from '../shared/ui/choice.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { Lines, RefusalLine } from './page-parts.tsx';
import { useAccountChange } from './use-account-change.ts';
import { toWholeError, useFieldError } from './use-field-error.ts';

interface GroupDialogProps {
  /** Absent for a new one. */
  group?: Group;
  onClose: () => void;
}

/** Name and members of a group. */
export function GroupDialog({ group, onClose }: GroupDialogProps) {
  const { t } = useTranslation(['account', 'common']);
  const users = useQuery(accountQueries.users());
  const [name, setName] = useState(group?.name ?? '');
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? []);
  const save = useAccountChange('saveGroup', { onShown: onClose });
  const fieldError = useFieldError(save.error);
  const toggle = (id: string): void =>
    setMembers(members.includes(id) ? members.filter((one) => one !== id) : [...members, id]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate({
      ...(group === undefined ? {} : { id: group.id }),
      name: name.trim(),
      members: [...members],
    });
  };
  return (
    <Dialog
      busy={save.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button form="group-form" pending={save.isPending} type="submit" variant="primary">
            {t('groups.form.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      title={
        <span className="min-w-0 wrap-anywhere">
          {group === undefined
            ? t('groups.form.add')
            : t('groups.form.edit', { name: toVisibleText(group.name) })}
        </span>
      }
    >
      <form className="flex flex-col gap-3" id="group-form" onSubmit={submit}>
        <TextField
          error={fieldError('#/name')}
          label={t('field.name')}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
          pattern=".*\S.*"
          required
          value={name}
        />
        <fieldset className="min-w-0">
          <legend className="pb-1 text-13 font-medium">{t('groups.form.members')}</legend>
          <Lines empty={t('groups.form.noUsers')} list={users}>
            {(user) => (
              <li key={user.id}>
                <Checkbox
                  checked={members.includes(user.id)}
                  hint={<VisibleText text={user.email} />}
                  label={<VisibleText text={user.name} />}
                  onChange={() => toggle(user.id)}
                />
              </li>
            )}
          </Lines>
        </fieldset>
        <RefusalLine error={toWholeError(save.error)} />
      </form>
    </Dialog>
  );
}
