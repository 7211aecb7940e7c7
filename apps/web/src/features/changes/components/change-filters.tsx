import { cleanPaste } from '@signpost/link-model/text';
import type { ChangeCounts } from '@signpost/api-contract';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { FacetBar } from '../../../shared/ui/parts/facet-bar.tsx';
import type { FacetSelection } from '../../../shared/ui/parts/facet-selection.ts';
import { TimeRangePicker } from '../../../shared/ui/parts/time-range-picker.tsx';
import { facetNames, withFilter, type ChangeFilter } from '../model/change-filter.ts';
import { toFacetChoices, toRange, type FacetChoices } from '../model/facet-choices.ts';

interface ChangeFiltersProps {
  filter: ChangeFilter;
  /** Absent while they are not known. */
  counts: ChangeCounts | undefined;
  onFilter: (filter: ChangeFilter) => void;
}

/** Key, time, and the choices of who, action, outcome and bucket, each with the number that it lists. */
export function ChangeFilters({ filter, counts, onFilter }: ChangeFiltersProps) {
  const { t } = useTranslation('changes');
  const narrow = useIsNarrow();
  const now = useNow('half-minute');
  const choices = toFacetChoices(filter, counts);
  const chosen = facetNames.filter((name) => filter[name] !== undefined).length;
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <KeyFilter
          key={filter.prefix ?? filter.key ?? ''}
          onChange={(prefix) => onFilter(withFilter(filter, { key: undefined, prefix }))}
          value={filter.prefix ?? filter.key ?? ''}
        />
        <TimeRangePicker
          label={t('facet.time')}
          onChange={(range) => onFilter(withFilter(filter, { since: range?.from, until: range?.to }))}
          value={toRange(filter, now)}
        />
      </div>
      {narrow ? (
        <details className="rounded-md border border-line px-3">
          <summary className="touch-target flex min-h-9 cursor-pointer items-center text-13">
            {chosen === 0 ? t('facet.more') : t('facet.on', { count: chosen })}
          </summary>
          <div className="pb-3">
            <Facets choices={choices} filter={filter} onFilter={onFilter} />
          </div>
        </details>
      ) : (
        <Facets choices={choices} filter={filter} onFilter={onFilter} />
      )}
      {counts?.newest !== undefined && (
        <p className="text-12 text-ink-3">{t('facet.newest', { count: counts.newest })}</p>
      )}
    </div>
  );
}

interface FacetsProps extends Omit<ChangeFiltersProps, 'counts'> {
  choices: FacetChoices;
}

/** Few values are chips; many, such as a hundred people, are a list to choose from. */
function Facets({ choices, filter, onFilter }: FacetsProps) {
  const { t, i18n } = useTranslation('changes');
  const toLabel = (name: (typeof facetNames)[number], value: string): string => {
    if (name === 'action') return t(`attempt.${value as 'create'}`);
    return name === 'outcome' ? t(`outcome.${value as 'applied'}`) : value;
  };
  const few = facetNames.filter((name) => choices[name].length > 0 && choices[name].length <= mostChips);
  const many = facetNames.filter((name) => choices[name].length > mostChips);
  const selection: FacetSelection = Object.fromEntries(
    few.flatMap((name) => (filter[name] === undefined ? [] : [[name, [filter[name]]]])),
  );
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      {many.map((name) => (
        <Select
          className="w-56"
          key={name}
          label={t(`facet.${name}`)}
          onValueChange={(value) =>
            onFilter(withFilter(filter, { [name]: value === '' ? undefined : value }))
          }
          options={[
            { value: '', label: t('facet.any') },
            ...choices[name].map(({ value, count }) => ({
              value,
              label:
                count === undefined
                  ? value
                  : `${toLabel(name, value)} (${count.toLocaleString(i18n.language)})`,
            })),
          ]}
          value={filter[name] ?? ''}
        />
      ))}
      <FacetBar
        facets={few.map((name) => ({
          id: name,
          label: t(`facet.${name}`),
          single: true,
          values: choices[name].map(({ value, count }) => ({
            id: value,
            label: toLabel(name, value),
            ...(count === undefined ? {} : { count }),
          })),
        }))}
        onChange={(next) =>
          onFilter(withFilter(filter, Object.fromEntries(few.map((name) => [name, next[name]?.at(-1)]))))
        }
        selection={selection}
      />
    </div>
  );
}

const mostChips = 12;

function KeyFilter({ value, onChange }: { value: string; onChange: (prefix: string | undefined) => void }) {
  const { t } = useTranslation('changes');
  const [typed, setTyped] = useState(value);
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    if (typed !== value) onChange(typed === '' ? undefined : typed);
  };
  return (
    <form className="w-full sm:w-72" onSubmit={take} role="search">
      <TextField
        label={t('facet.key')}
        labelHidden
        mono
        onBlur={() => take()}
        onChange={(event) => setTyped(cleanPaste(event.target.value).text)}
        placeholder={t('facet.key')}
        type="search"
        value={typed}
      />
    </form>
  );
}
