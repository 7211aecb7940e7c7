import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { LinkFilter } from '../model/link-filter.ts';

interface FilterFieldsProps {
  filter: LinkFilter;
  buckets: readonly string[];
  onChange: (member: keyof LinkFilter, value: string | undefined) => void;
}

/** Bucket, prefix and target. Texts are taken over on Enter or when the field is left. */
export function FilterFields({ filter, buckets, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('links');
  const names =
    filter.bucket === undefined || buckets.includes(filter.bucket) ? buckets : [...buckets, filter.bucket];
  return (
    <div className="grid grid-cols-2 gap-2 max-sm:[&>:first-child]:col-span-2 sm:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)]">
      <Select
        label={t('filter.bucket')}
        labelHidden
        onValueChange={(bucket) => onChange('bucket', bucket)}
        options={[
          { value: '', label: t('filter.allBuckets') },
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        value={filter.bucket ?? ''}
      />
      <TextFilter
        key={`prefix ${filter.prefix ?? ''}`}
        label={t('filter.prefix')}
        onChange={(prefix) => onChange('prefix', prefix)}
        value={filter.prefix ?? ''}
      />
      <TextFilter
        key={`target ${filter.target ?? ''}`}
        label={t('filter.target')}
        onChange={(target) => onChange('target', target)}
        value={filter.target ?? ''}
      />
    </div>
  );
}

interface TextFilterProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { t } = useTranslation('links');
  const [typed, setTyped] = useState(value);
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    if (typed !== value) onChange(typed);
  };
  return (
    <form className="relative min-w-0" onSubmit={take}>
      <TextField
        label={label}
        labelHidden
        mono
        onBlur={() => take()}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={label}
        value={typed}
      />
      {value !== '' && (
        <Button
          aria-label={t('filter.clear', { what: label })}
          className="absolute! top-0.5 right-0.5 sm:h-7!"
          onClick={() => onChange('')}
          size="small"
          variant="quiet"
        >
          ×
        </Button>
      )}
    </form>
  );
}
