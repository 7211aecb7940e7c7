import { toVisibleText } from '@signpost/link-model/text';
import { grantedRights, roles, type Role } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { Checkbox } from '../shared/ui/choice.tsx';
import { Select } from '../shared/ui/select.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { usePasteCheck } from '../shared/ui/use-paste-check.ts';
import type { GrantDraft, GrantedRight } from './grant-draft.ts';
import { CoveredKeys } from './grant-text.tsx';

interface GrantFieldsProps {
  value: GrantDraft;
  onValue: (value: GrantDraft) => void;
  /** What is wrong with a member of the grant. */
  errorOf: (member: 'role' | 'connection' | 'bucket' | 'prefix') => string | undefined;
}

/** What one grant allows, and where. */
export function GrantFields({ value, onValue, errorOf }: GrantFieldsProps) {
  const { t } = useTranslation(['account', 'common']);
  const paste = usePasteCheck();
  const set = (part: Partial<GrantDraft>): void => onValue({ ...value, ...part });
  const choices: readonly (Role | 'single')[] = [...roles, 'single'];
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Select
        error={value.role === 'single' ? undefined : errorOf('role')}
        hint={t(`roleHint.${value.role}`)}
        label={t('grant.role')}
        onValueChange={(role) => set({ role })}
        options={choices.map((role) => ({
          value: role,
          label: role === 'single' ? t('grant.single') : t(`role.${role}`),
        }))}
        value={value.role}
      />
      {value.role === 'single' && (
        <RightsField error={errorOf('role')} onValue={(rights) => set({ rights })} value={value.rights} />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <ConnectionField
          error={errorOf('connection')}
          hasAll
          onValue={(connection) => set({ connection })}
          value={value.connection}
        />
        <TextField
          error={errorOf('bucket')}
          hint={t('grant.bucketHint')}
          label={t('grant.bucket')}
          maxLength={63}
          mono
          onChange={(event) => set({ bucket: event.target.value })}
          required
          value={value.bucket}
        />
      </div>
      <TextField
        error={paste.refused ? t('common:field.lineBreaks') : errorOf('prefix')}
        hint={
          <>
            {t('grant.prefixHint')}
            <span className="flex flex-wrap gap-x-1.5 text-ink-2">
              {t('grant.covers')} <CoveredKeys prefix={value.prefix} />
            </span>
          </>
        }
        label={t('grant.prefix')}
        mono
        onChange={(event) => {
          paste.forget();
          set({ prefix: event.target.value });
        }}
        onPaste={paste.onPaste}
        value={value.prefix}
      />
    </div>
  );
}

interface RightsFieldProps {
  value: readonly GrantedRight[];
  onValue: (value: GrantedRight[]) => void;
  error: string | undefined;
}

function RightsField({ value, onValue, error }: RightsFieldProps) {
  const { t } = useTranslation(['account', 'access']);
  const toggle = (right: GrantedRight): void =>
    // In the order of the table, however they were ticked.
    onValue(grantedRights.filter((one) => (one === right) !== value.includes(one)));
  return (
    <fieldset className="min-w-0">
      <legend className="text-13 font-medium">{t('grant.rights')}</legend>
      <div className="grid gap-x-3 sm:grid-cols-2">
        {grantedRights.map((right) => (
          <Checkbox
            checked={value.includes(right)}
            key={right}
            label={t(`access:right.${right}`)}
            onChange={() => toggle(right)}
          />
        ))}
      </div>
      <div aria-live="polite">{error !== undefined && <p className="text-12 text-danger">{error}</p>}</div>
    </fieldset>
  );
}

interface ConnectionFieldProps {
  value: string;
  onValue: (value: string) => void;
  /** All of them can be chosen as one. */
  hasAll?: boolean;
  error?: string | undefined;
}

/** One of the connections that the reader may see. */
export function ConnectionField({ value, onValue, hasAll = false, error }: ConnectionFieldProps) {
  const { t } = useTranslation('account');
  const connections = useQuery(connectionQueries.list());
  const names = connections.data?.items.map(({ name }) => name) ?? [];
  // What is chosen stays, whatever the list says.
  const known = value === '*' || value === '' || names.includes(value) ? names : [value, ...names];
  return (
    <Select
      error={connections.isError ? t('grant.connectionsFailed') : error}
      label={t('grant.connection')}
      onValueChange={onValue}
      options={[
        ...(hasAll ? [{ value: '*', label: t('grant.allConnections') }] : []),
        ...known.map((name) => ({ value: name, label: toVisibleText(name) })),
      ]}
      value={value}
    />
  );
}
