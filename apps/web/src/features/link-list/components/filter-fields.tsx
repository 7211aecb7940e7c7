import { cleanPaste, toVisibleText } from '@signpost/link-model/text';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { useTypedText } from '../../../shared/hooks/use-typed-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FoldedFilters } from '../../../shared/ui/parts/folded-filters.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { readFilterText, type FilterText } from '../model/filter-text.ts';
import { linkSorts, type LinkFilter, type withFilter } from '../model/link-filter.ts';

interface FilterFieldsProps {
  filter: LinkFilter;
  buckets: readonly string[];
  /** Host (with port) of the connection's endpoint: tells its addresses. */
  endpointHost: string | undefined;
  /** What is listed can come in another order. */
  sortable?: boolean;
  /** `typing`: more may follow, so that it makes no step of its own in the history. */
  onChange: (changes: Parameters<typeof withFilter>[1], typing?: boolean) => void;
}

/**
 * Bucket, words, prefix and target. Texts are taken over once typing rests, on Enter, or when the field is left; of an address only its key is,
 * since this ends in the page's address and in a query.
 */
export function FilterFields({
  filter,
  buckets,
  endpointHost,
  sortable = true,
  onChange,
}: FilterFieldsProps) {
  const { t } = useTranslation('links');
  const read = (typed: string): FilterText =>
    readFilterText(typed, { bucket: filter.bucket, buckets, endpointHost });
  const names =
    filter.bucket === undefined || buckets.includes(filter.bucket) ? buckets : [...buckets, filter.bucket];
  const narrow = useIsNarrow();
  const bucketChoice = (
    <Select
      label={t('filter.bucket')}
      labelHidden
      onValueChange={(bucket) => onChange({ bucket })}
      options={[
        { value: '', label: t('filter.allBuckets') },
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      value={filter.bucket ?? ''}
    />
  );
  const words = (
    <TextFilter
      label={t('filter.contains')}
      live
      onChange={(contains, bucket, typing) => onChange({ contains, ...bucket }, typing)}
      read={read}
      value={filter.contains ?? ''}
    />
  );
  const others = (
    <>
      <TextFilter
        label={t('filter.prefix')}
        live
        onChange={(prefix, bucket, typing) => onChange({ prefix, ...bucket }, typing)}
        read={read}
        value={filter.prefix ?? ''}
      />
      <TextFilter
        label={t('filter.target')}
        onChange={(target, bucket) => onChange({ target, ...bucket })}
        read={read}
        value={filter.target ?? ''}
      />
      {sortable && (
        <Select
          label={t('sort.label')}
          labelHidden
          onValueChange={(sort) => onChange({ sort: linkSorts.find((one) => one === sort) ?? '' })}
          options={[
            { value: '', label: t('sort.key') },
            ...linkSorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) })),
          ]}
          value={filter.sort ?? ''}
        />
      )}
    </>
  );
  if (narrow) {
    const set = [filter.bucket, filter.prefix, filter.target, sortable ? filter.sort : undefined].filter(
      (one) => one !== undefined,
    ).length;
    return (
      <FoldedFilters first={words} set={set}>
        <div className="grid grid-cols-2 gap-2">
          {bucketChoice}
          {others}
        </div>
      </FoldedFilters>
    );
  }
  return (
    <div className="grid grid-cols-2 gap-2 lg:grid-cols-[10rem_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_10rem]">
      {bucketChoice}
      {words}
      {others}
    </div>
  );
}

interface TextFilterProps {
  label: string;
  value: string;
  read: (typed: string) => FilterText;
  onChange: (value: string, bucket?: Pick<LinkFilter, 'bucket'>, typing?: boolean) => void;
  /** The list follows while somebody types. */
  live?: boolean;
}

function TextFilter({ label, value, read, onChange, live = false }: TextFilterProps) {
  const { t } = useTranslation('links');
  const [misread, setMisread] = useState<FilterText & { ok: false }>();
  const { text: typed, type } = useTypedText(value, (rested) => {
    if (!live) return;
    const text = read(rested);
    // An address is one only once it is whole: it waits for Enter.
    if (text.ok && text.text === rested) onChange(rested, {}, true);
  });
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    if (typed === value) return;
    const text = read(typed);
    if (!text.ok) return setMisread(text);
    type(text.text);
    onChange(text.text, text.bucket === undefined ? {} : { bucket: text.bucket });
  };
  return (
    <form className="relative min-w-0" onSubmit={take}>
      <TextField
        error={
          misread &&
          (misread.why === 'other-bucket'
            ? t('filter.misread.other-bucket', { bucket: toVisibleText(misread.bucket) })
            : t(`filter.misread.${misread.why}`))
        }
        label={label}
        labelHidden
        mono
        onBlur={() => take()}
        onChange={(event) => {
          type(cleanPaste(event.target.value).text);
          setMisread(undefined);
        }}
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
