import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/ui/select.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { Section } from '../page-parts.tsx';
import { isSecretKept, type ConnectionDraft, type CredentialKind } from './connection-draft.ts';
import type { FieldsProps } from './form-parts.ts';
import { RotationHint, SecretAge } from './keys-text.tsx';

const kinds = ['static', 'assume-role', 'ecs-role', 'oidc-role'] as const satisfies CredentialKind[];

/** Texts that a credential needs beside an AccessKey, and those it does without. */
const fields = {
  static: { needed: [], optional: [] },
  'assume-role': { needed: ['roleArn'], optional: ['externalId', 'sessionName'] },
  'ecs-role': { needed: [], optional: ['roleName'] },
  'oidc-role': { needed: ['roleArn', 'providerArn'], optional: [] },
} as const satisfies Record<CredentialKind, Record<'needed' | 'optional', readonly PlainField[]>>;

type PlainField = keyof ConnectionDraft &
  ('accessKeyId' | 'roleArn' | 'externalId' | 'sessionName' | 'providerArn' | 'roleName');

/** Where the keys come from. */
export function CredentialFields(props: FieldsProps) {
  const { draft, set, saved } = props;
  const { t } = useTranslation('connections');
  const { needed, optional } = fields[draft.kind];
  const hasSecret = draft.kind === 'static' || draft.kind === 'assume-role';
  const setAt = saved?.credential.secretSetAt;
  return (
    <Section title={t('form.credential')}>
      <Select
        className="sm:max-w-sm"
        hint={t(`form.kindHints.${draft.kind}`)}
        label={t('form.kind')}
        onValueChange={(kind) => set({ kind })}
        options={kinds.map((value) => ({ value, label: t(`form.kinds.${value}`) }))}
        value={draft.kind}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        {hasSecret && <PlainText name="accessKeyId" required {...props} />}
        {hasSecret && <SecretField {...props} />}
        {draft.kind === 'static' && <TokenField {...props} />}
        {needed.map((name) => (
          <PlainText key={name} name={name} required {...props} />
        ))}
        {optional.map((name) => (
          <PlainText key={name} name={name} {...props} />
        ))}
      </div>
      {hasSecret && setAt !== undefined && <RotationHint at={setAt} />}
    </Section>
  );
}

function PlainText({
  name,
  required = false,
  draft,
  set,
  errors,
}: FieldsProps & { name: PlainField; required?: boolean }) {
  const { t } = useTranslation('connections');
  return (
    <TextField
      error={errors.at(`credential/${name}`)}
      hint={name === 'accessKeyId' ? undefined : t(`form.${name}Hint`)}
      label={t(`form.${name}`)}
      mono
      onChange={(event) => set({ [name]: event.target.value })}
      required={required}
      value={draft[name]}
    />
  );
}

/** Never filled in: what is kept is not told, and empty means that it stays. */
function SecretField({ draft, set, errors, saved }: FieldsProps) {
  const { t } = useTranslation('connections');
  const isKept = isSecretKept(draft, saved);
  const setAt = saved?.credential.secretSetAt;
  return (
    <TextField
      aside={setAt === undefined ? undefined : <SecretAge at={setAt} />}
      autoComplete="off"
      error={errors.at('credential/accessKeySecret')}
      hint={t(isKept ? 'form.secretKept' : saved === undefined ? 'form.secretHint' : 'form.secretAgain')}
      label={t('form.accessKeySecret')}
      onChange={(event) => set({ accessKeySecret: event.target.value })}
      required={!isKept}
      type="password"
      value={draft.accessKeySecret}
    />
  );
}

function TokenField({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation('connections');
  return (
    <TextField
      autoComplete="off"
      error={errors.at('credential/securityToken')}
      hint={t('form.securityTokenHint')}
      label={t('form.securityToken')}
      onChange={(event) => set({ securityToken: event.target.value })}
      type="password"
      value={draft.securityToken}
    />
  );
}
