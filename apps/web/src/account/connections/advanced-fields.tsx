import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../shared/ui/choice.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { BucketList, DomainList } from './bucket-fields.tsx';
import type { ConnectionDraft } from './connection-draft.ts';
import type { FieldsProps } from './form-parts.ts';

/** What most connections do without. Open where this one does not, or where something in it is wrong. */
export function AdvancedFields(props: FieldsProps) {
  const { t } = useTranslation('connections');
  const [isOpen, setOpen] = useState(() => isUsed(props.draft));
  const isShown = isOpen || props.errors.inAdvanced;
  return (
    <details
      className="border-t border-line pt-4"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      open={isShown}
    >
      <summary className="cursor-pointer text-16 font-semibold max-sm:py-2">{t('form.advanced')}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <SigningFields {...props} />
        <AccountFields {...props} />
        <BucketList {...props} />
        <DomainList {...props} />
      </div>
    </details>
  );
}

function SigningFields({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation('connections');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        error={errors.at('addressing')}
        hint={t('form.addressingHint')}
        label={t('form.addressing')}
        onValueChange={(addressing) => set({ addressing })}
        options={(['auto', 'virtual', 'path'] as const).map((value) => ({
          value,
          label: t(`form.addressings.${value}`),
        }))}
        value={draft.addressing}
      />
      <Select
        error={errors.at('signature')}
        hint={t('form.signatureHint')}
        label={t('form.signature')}
        onValueChange={(signature) => set({ signature })}
        options={(['v4', 'v1'] as const).map((value) => ({ value, label: t(`form.signatures.${value}`) }))}
        value={draft.signature}
      />
    </div>
  );
}

function AccountFields({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation('connections');
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          error={errors.at('publicEndpoint')}
          hint={t('form.publicEndpointHint')}
          inputMode="url"
          label={t('form.publicEndpoint')}
          maxLength={300}
          mono
          onChange={(event) => set({ publicEndpoint: event.target.value })}
          value={draft.publicEndpoint}
        />
        <TextField
          error={errors.at('resourceGroup')}
          hint={t('form.resourceGroupHint')}
          label={t('form.resourceGroup')}
          maxLength={64}
          mono
          onChange={(event) => set({ resourceGroup: event.target.value })}
          value={draft.resourceGroup}
        />
      </div>
      <Checkbox
        checked={draft.requesterPays}
        hint={t('form.requesterPaysHint')}
        label={t('form.requesterPays')}
        onChange={(event) => set({ requesterPays: event.target.checked })}
      />
    </>
  );
}

function isUsed(draft: ConnectionDraft): boolean {
  const { addressing, signature, publicEndpoint, resourceGroup, requesterPays, buckets, domains } = draft;
  return (
    addressing !== 'auto' ||
    signature !== 'v4' ||
    requesterPays ||
    [publicEndpoint, resourceGroup, buckets, domains].some(({ length }) => length > 0)
  );
}
