import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { useTypedText } from '../../../shared/hooks/use-typed-text.ts';
import { Checkbox, RadioGroup } from '../../../shared/ui/choice.tsx';
import { FoldedFilters } from '../../../shared/ui/parts/folded-filters.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { MomentSlider } from './moment-slider.tsx';
import { hideable, parseHidden, toHide, type MapSearch, type withMap } from '../model/map-search.ts';

interface MapFiltersProps {
  search: MapSearch;
  bucket: string | undefined;
  buckets: readonly string[];
  onChange: (changes: Parameters<typeof withMap>[1]) => void;
}

/** Which links are drawn, and how. */
export function MapFilters({ search, bucket, buckets, onChange }: MapFiltersProps) {
  const { t } = useTranslation('map');
  const narrow = useIsNarrow();
  const hidden = parseHidden(search.hide);
  const { prefix = '', contains = '', at } = search;
  const places = (
    <>
      <Select
        className="min-w-40"
        label={t('filter.bucket')}
        labelHidden
        onValueChange={(next) => onChange({ bucket: next, prefix: '', pointer: '', destination: '' })}
        options={buckets.map((name) => ({ value: name, label: name }))}
        value={bucket ?? ''}
      />
      <FilterField
        label={t('filter.prefix')}
        onChange={(next) => onChange({ prefix: next })}
        value={prefix}
      />
    </>
  );
  const words = (
    <FilterField
      label={t('filter.contains')}
      onChange={(next) => onChange({ contains: next })}
      value={contains}
    />
  );
  const others = (
    <>
      <fieldset className="flex flex-wrap gap-x-3">
        <legend className="sr-only">{t('filter.show')}</legend>
        {hideable.map((what) => (
          <Checkbox
            checked={!hidden.has(what)}
            key={what}
            label={t(`filter.${what}`)}
            onChange={({ target: { checked } }) => {
              const next = new Set(hidden);
              if (checked) next.delete(what);
              else next.add(what);
              onChange({ hide: toHide(next) ?? '' });
            }}
          />
        ))}
      </fieldset>
      <MomentSlider at={at} onChange={(next) => onChange({ at: next ?? '' })} />
    </>
  );
  if (narrow) {
    const set = [prefix !== '', hidden.size > 0, at !== undefined].filter(Boolean).length;
    return (
      <FoldedFilters first={words} set={set}>
        <div className="flex flex-col gap-2">
          {places}
          {others}
        </div>
      </FoldedFilters>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {places}
      {words}
      {others}
    </div>
  );
}

/** How the map is told: as a board, around one key, or as a table. On a phone the table takes the place of the board. */
export function ViewChoice({
  search: { view, key, pointer, destination },
  onChange,
}: {
  search: MapSearch;
  onChange: MapFiltersProps['onChange'];
}) {
  const { t } = useTranslation('map');
  const narrow = useIsNarrow();
  // What is open beside the map is what the reader looks at, where it is a key.
  const open = [pointer, destination].find((name) => name !== undefined && !name.endsWith('/'));
  const changes = {
    board: { view: '' },
    table: { view: 'table' },
    neighbourhood: { view: 'neighbourhood', key: open ?? key ?? '' },
  } as const;
  const table = { value: 'table', label: t('view.table') } as const;
  return (
    <RadioGroup
      className="ml-auto flex gap-x-3"
      legend={t('view.label')}
      legendHidden
      onValueChange={(next) => onChange(changes[next])}
      options={[
        ...(narrow ? [table] : [{ value: 'board', label: t('view.board') } as const]),
        { value: 'neighbourhood', label: t('view.neighbourhood') },
        ...(narrow ? [] : [table]),
      ]}
      value={view ?? (narrow ? 'table' : 'board')}
    />
  );
}

function FilterField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { text, type } = useTypedText(value, onChange);
  return (
    <TextField
      className="min-w-40 flex-1 sm:max-w-64"
      label={label}
      labelHidden
      mono
      onChange={(event) => type(event.target.value)}
      placeholder={label}
      type="search"
      value={text}
    />
  );
}
