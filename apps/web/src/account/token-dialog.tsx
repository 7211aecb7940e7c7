import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toVisibleText } from '@signpost/link-model/text';
import { Button } from '../shared/ui/button.tsx';
import { Checkbox } from '../shared/ui/choice.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Select } from '../shared/ui/select.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { isWithoutRights, toGrantPart, toNewDraft, type GrantDraft } from './grant-draft.ts';
import { GrantFields } from './grant-fields.tsx';
import { RefusalLine } from './page-parts.tsx';
import { ShownOnce } from './shown-once.tsx';
import { toNewTrust, toTrust, TrustFields, type TrustDraft } from './trust-fields.tsx';
import { useAccountChange } from './use-account-change.ts';
import { toWholeError, useFieldError } from './use-field-error.ts';

const dayChoices = ['1', '7', '30', '90', '180', '365'] as const;

interface TokenDialogProps {
  /** May make tokens that are nobody's. */
  administrates: boolean;
  onClose: () => void;
}

/** Makes a token, then shows its secret once. */
export function TokenDialog({ administrates, onClose }: TokenDialogProps) {
  const { t } = useTranslation(['account', 'common']);
  const [fields, setFields] = useState({ name: '', days: '90', ofNobody: false });
  const [trust, setTrust] = useState<TrustDraft>();
  const [grants, setGrants] = useState<readonly GrantDraft[]>(() => [toNewDraft()]);
  const [isChecked, setChecked] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const add = useAccountChange('addToken', {
    // Where id tokens are exchanged there is no secret to show.
    onAnswer: ({ token, secret }) => (secret === '' ? onClose() : setMade({ name: token.name, secret })),
  });
  const fieldError = useFieldError(add.error);
  if (made !== undefined)
    return (
      <ShownOnce
        onClose={onClose}
        secret={made.secret}
        text={t('once.secretText')}
        title={t('tokens.made', { name: toVisibleText(made.name) })}
        what={t('once.secret')}
      />
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (add.isPending || grants.some(isWithoutRights)) return;
    const { name, days, ofNobody } = fields;
    add.mutate({
      name: name.trim(),
      days: Number(days),
      ...(ofNobody ? { ofNobody } : {}),
      ...(ofNobody && trust !== undefined ? { trust: toTrust(trust) } : {}),
      grants: grants.map(toGrantPart),
    });
  };
  return (
    <Dialog
      busy={add.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button form="token-form" pending={add.isPending} type="submit" variant="primary">
            {t('tokens.form.submit')}
          </Button>
        </>
      }
      onClose={onClose}
      open
      shape="large"
      title={t('tokens.form.title')}
    >
      <form className="flex flex-col gap-4" id="token-form" onSubmit={submit}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            error={fieldError('#/name')}
            hint={t('tokens.form.nameHint')}
            label={t('tokens.form.name')}
            maxLength={100}
            onChange={(event) => setFields({ ...fields, name: event.target.value })}
            pattern=".*\S.*"
            required
            value={fields.name}
          />
          <Select
            label={t('tokens.form.days')}
            onValueChange={(days) => setFields({ ...fields, days })}
            options={dayChoices.map((days) => ({
              value: days,
              label: days === '1' ? t('tokens.form.day') : t('tokens.form.dayCount', { count: Number(days) }),
            }))}
            value={fields.days}
          />
        </div>
        {administrates && (
          <Checkbox
            checked={fields.ofNobody}
            hint={t('tokens.form.nobodyHint')}
            label={t('tokens.form.nobody')}
            onChange={(event) => setFields({ ...fields, ofNobody: event.target.checked })}
          />
        )}
        {fields.ofNobody && (
          <Checkbox
            checked={trust !== undefined}
            hint={t('tokens.trust.hint')}
            label={t('tokens.trust.label')}
            onChange={(event) => setTrust(event.target.checked ? toNewTrust() : undefined)}
          />
        )}
        {fields.ofNobody && trust !== undefined && (
          <TrustFields
            errorOf={(member) => fieldError(`#/trust/${member}`)}
            onValue={setTrust}
            value={trust}
          />
        )}
        {!fields.ofNobody && <p className="text-13 text-ink-2">{t('tokens.form.ownHint')}</p>}
        <DraftList
          drafts={grants}
          errorOf={(index, member) =>
            isChecked && member === 'role' && isWithoutRights(grants[index]!)
              ? t('fault.rights')
              : fieldError(`#/grants/${index}/${member}`)
          }
          onDrafts={setGrants}
        />
        <RefusalLine error={toWholeError(add.error)} />
      </form>
    </Dialog>
  );
}

type Member = Parameters<Parameters<typeof GrantFields>[0]['errorOf']>[0];

interface DraftListProps {
  drafts: readonly GrantDraft[];
  onDrafts: (drafts: readonly GrantDraft[]) => void;
  errorOf: (index: number, member: Member) => string | undefined;
}

function DraftList({ drafts, onDrafts, errorOf }: DraftListProps) {
  const { t } = useTranslation('account');
  const [first] = useState(drafts[0]?.id);
  return (
    <>
      {drafts.map((draft, index) => (
        <fieldset
          className="min-w-0 rounded-md border border-line p-3 outline-none"
          key={draft.id}
          // The first one is there from the start; one that was added is where the reader goes on.
          ref={draft.id === first ? undefined : focusWhenAdded}
          tabIndex={-1}
        >
          <legend className="px-1 text-13 font-semibold">
            {t('tokens.form.grant', { number: index + 1 })}
          </legend>
          <GrantFields
            errorOf={(member) => errorOf(index, member)}
            onValue={(next) => onDrafts(drafts.with(index, next))}
            value={draft}
          />
          {drafts.length > 1 && (
            <Button
              className="mt-3"
              onClick={(event) => {
                // Gone with its grant, the button leaves the keyboard at the one that adds another.
                event.currentTarget.form?.querySelector<HTMLElement>('[data-add]')?.focus();
                onDrafts(drafts.toSpliced(index, 1));
              }}
              size="small"
            >
              {t('tokens.form.remove', { number: index + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {drafts.length < 50 && (
        <Button
          className="self-start"
          data-add=""
          icon="plus"
          onClick={() => onDrafts([...drafts, toNewDraft()])}
          size="small"
        >
          {t('tokens.form.another')}
        </Button>
      )}
    </>
  );
}

function focusWhenAdded(place: HTMLElement | null): void {
  place?.focus();
}
