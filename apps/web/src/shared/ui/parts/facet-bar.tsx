import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Button } from '../button.tsx';
import { countChosen, withFacet, type FacetSelection } from './facet-selection.ts';

export interface Facet {
  id: string;
  label: string;
  values: readonly FacetValue[];
  /** At most one value at a time. */
  single?: boolean;
}

export interface FacetValue {
  id: string;
  label: ReactNode;
  /** Rows that this value yields under the other filters; absent while it is not known. */
  count?: number;
}

interface FacetBarProps {
  facets: readonly Facet[];
  selection: FacetSelection;
  onChange: (selection: FacetSelection) => void;
}

/** Chips grouped by facet, each with the number of rows it yields. A facet is one stop for Tab; arrows move in it. */
export function FacetBar({ facets, selection, onChange }: FacetBarProps) {
  const { t } = useTranslation('parts');
  const chosen = countChosen(selection);
  return (
    <search aria-label={t('facets.label')} className="flex flex-wrap items-start gap-x-6 gap-y-3">
      {facets.map((facet) => (
        <FacetGroup
          facet={facet}
          key={facet.id}
          onChange={(values) => onChange(withFacet(selection, facet.id, values))}
          values={selection[facet.id] ?? []}
        />
      ))}
      <p aria-live="polite" className="sr-only">
        {chosen > 0 && t('facets.active', { count: chosen })}
      </p>
      {chosen > 0 && (
        <Button
          className="self-end"
          onClick={({ currentTarget }) => {
            onChange({});
            // The button goes with its last filter; the keyboard stays in the bar.
            currentTarget.closest('search')?.querySelector('button')?.focus();
          }}
          size="small"
          variant="quiet"
        >
          {t('facets.clearAll')}
        </Button>
      )}
    </search>
  );
}

interface FacetGroupProps {
  facet: Facet;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

function FacetGroup({ facet, values, onChange }: FacetGroupProps) {
  const labelId = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-12 text-ink-3" id={labelId}>
        {facet.label}
      </span>
      <ToggleGroup
        aria-labelledby={labelId}
        className="flex flex-wrap gap-1.5"
        multiple={facet.single !== true}
        onValueChange={onChange}
        value={values}
      >
        {facet.values.map((value) => (
          <Chip key={value.id} value={value} />
        ))}
      </ToggleGroup>
    </div>
  );
}

function Chip({ value: { id, label, count } }: { value: FacetValue }) {
  const { i18n } = useTranslation();
  return (
    <Toggle
      className={cx(
        'touch-target inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-12',
        'data-pressed:border-accent data-pressed:bg-accent-soft data-pressed:font-medium data-pressed:text-ink-1',
        'hover:border-line-strong forced-colors:data-pressed:outline-2 forced-colors:data-pressed:outline-[Highlight]',
        // Still a filter that can be set: dimmed by its border and ink, which keep their contrast.
        count === 0 ? 'border-dashed border-line text-ink-3' : 'border-line text-ink-2',
      )}
      value={id}
    >
      {label}{' '}
      {count !== undefined && <span className="text-ink-3">{count.toLocaleString(i18n.language)}</span>}
    </Toggle>
  );
}
