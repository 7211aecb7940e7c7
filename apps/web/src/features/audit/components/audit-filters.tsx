import { cleanPaste } from '@signpost/link-model/text';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { TimeRangePicker } from '../../../shared/ui/parts/time-range-picker.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { auditActions } from '../model/audit-actions.ts';
import { auditOutcomes, withAuditFilter, type AuditFilter, type AuditSearch } from '../model/audit-filter.ts';
import { useActionText } from '../use-action-text.ts';

interface AuditFiltersProps {
  search: AuditSearch;
  onFilter: (filter: AuditFilter) => void;
}

/** Who, what, how it went, where and when. */
export function AuditFilters({ search, onFilter }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const toText = useActionText();
  const now = useNow('half-minute');
  const { action = '', outcome, since, until } = search;
  const names: readonly string[] = auditActions;
  const actions = action === '' || names.includes(action) ? names : [...names, action];
  const change = (changes: Parameters<typeof withAuditFilter>[1]): void =>
    onFilter(withAuditFilter(search, changes));
  const range =
    since === undefined && until === undefined
      ? undefined
      : { from: since ?? new Date(0).toISOString(), to: until ?? new Date(now).toISOString() };
  return (
    <div className="mb-4 flex flex-wrap items-end gap-2" role="search">
      <TypedFilter label={t('filter.actor')} name="actor" onChange={change} search={search} />
      <Select
        className="w-full sm:w-48"
        label={t('filter.action')}
        onValueChange={(value) => change({ action: value })}
        options={[
          { value: '', label: t('filter.any') },
          ...actions.map((value) => ({ value, label: toText(value) })),
        ]}
        value={action}
      />
      <Select
        className="w-full sm:w-36"
        label={t('filter.outcome')}
        onValueChange={(value) => change({ outcome: value === '' ? undefined : value })}
        options={[
          { value: '' as const, label: t('filter.any') },
          ...auditOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        ]}
        value={outcome ?? ''}
      />
      <TypedFilter label={t('filter.bucket')} name="bucket" onChange={change} search={search} />
      <TypedFilter label={t('filter.prefix')} name="prefix" onChange={change} search={search} />
      <TimeRangePicker
        label={t('filter.time')}
        onChange={(next) => change({ since: next?.from, until: next?.to })}
        value={range}
      />
    </div>
  );
}

interface TypedFilterProps {
  name: 'actor' | 'bucket' | 'prefix';
  label: string;
  search: AuditSearch;
  onChange: (changes: { actor?: string; bucket?: string; prefix?: string }) => void;
}

/** Taken when it is left or sent: each filter is an address. */
function TypedFilter({ search, name, ...props }: TypedFilterProps) {
  const value = search[name] ?? '';
  return <TypedField key={value} {...props} name={name} value={value} />;
}

function TypedField({ name, label, value, onChange }: Omit<TypedFilterProps, 'search'> & { value: string }) {
  const [typed, setTyped] = useState(value);
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    const next = typed.trim();
    if (next !== value) onChange({ [name]: next });
  };
  return (
    <form className="w-full sm:w-44" onSubmit={take}>
      <TextField
        label={label}
        mono
        onBlur={() => take()}
        onChange={(event) => setTyped(cleanPaste(event.target.value).text)}
        type="search"
        value={typed}
      />
    </form>
  );
}
