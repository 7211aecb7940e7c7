import type { Coverage } from '@signpost/api-contract';
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { KeyField } from '../../../shared/ui/key-field.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { ViewChoice } from '../components/map-filters.tsx';
import { NeighbourhoodView } from '../components/neighbourhood-view.tsx';
import { withMap, type MapSearch } from '../model/map-search.ts';

interface NeighbourhoodPageProps {
  connection: string;
  search: MapSearch;
  /** The bucket that is drawn; absent while none is known. */
  bucket: string | undefined;
  /** Buckets that can hold links. */
  buckets: readonly string[];
  CoverageSlot: ComponentType<{ connection: string; coverage: Coverage }>;
  onSearch: (search: MapSearch, replace?: boolean) => void;
}

/** The map around one key: what it leads to, what leads to it, and what else leads to the same target. */
export function NeighbourhoodPage({
  connection,
  search,
  bucket = '',
  buckets,
  CoverageSlot,
  onSearch,
}: NeighbourhoodPageProps) {
  const { t } = useTranslation('map');
  useDocumentTitle(t('title'), bucket);
  const { key } = search;
  // A bucket of another account is not among those that are known.
  const listed = bucket === '' || buckets.includes(bucket) ? buckets : [bucket, ...buckets];
  const change = (changes: Parameters<typeof withMap>[1]): void => onSearch(withMap(search, changes));
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex flex-col gap-2 border-b border-line px-3 py-2.5">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h1 className="text-16 font-semibold">{t('title')}</h1>
          <ViewChoice onChange={change} search={search} />
        </div>
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <Select
            className="min-w-40"
            label={t('filter.bucket')}
            labelHidden
            onValueChange={(next) => change({ bucket: next, key: '', pointer: '', destination: '' })}
            options={listed.map((name) => ({ value: name, label: name }))}
            value={bucket}
          />
          <KeyForm
            key={`${bucket} ${key ?? ''}`}
            initial={key ?? ''}
            onKey={(next) => change({ bucket, key: next })}
            scope={{ connection, bucket }}
          />
        </div>
      </header>
      {bucket === '' || key === undefined ? (
        <div className="flex-1">
          <EmptyState icon="map" title={t('near.choose')}>
            <p>{t('near.chooseBody')}</p>
          </EmptyState>
        </div>
      ) : (
        <NeighbourhoodView CoverageSlot={CoverageSlot} keyRef={{ connection, bucket, key }} />
      )}
    </div>
  );
}

interface KeyFormProps {
  initial: string;
  scope: { connection: string; bucket: string };
  onKey: (key: string) => void;
}

/** Takes the key whose neighbourhood is to be shown. */
function KeyForm({ initial, scope, onKey }: KeyFormProps) {
  const { t } = useTranslation('map');
  const [typed, setTyped] = useState(initial);
  return (
    <form
      className="flex min-w-0 flex-1 items-start gap-2 max-sm:basis-full sm:max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onKey(typed);
      }}
    >
      <KeyField
        className="min-w-0 flex-1"
        label={t('near.key')}
        labelHidden
        onKey={setTyped}
        placeholder={t('near.key')}
        say={() => t('near.misread')}
        scope={scope}
        value={typed}
      />
      <Button type="submit">{t('near.show')}</Button>
    </form>
  );
}
