import type { Plan } from '@signpost/api-contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../shared/hooks/use-debounced.ts';
import { FacetBar, type Facet, type FacetValue } from '../../../shared/ui/parts/facet-bar.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import {
  rowDecisions,
  rowKinds,
  rowOutcomes,
  toFacetSelection,
  withContains,
  withFacets,
} from '../model/plan-filter.ts';
import { toKindText, toOutcomeText } from '../model/plan-words.ts';
import type { PlanSearch } from '../model/plan-search.ts';
import { useGroupTitle } from '../use-group-title.ts';
import { useFindingWords } from '../use-finding-words.ts';

interface RowFiltersProps {
  plan: Plan;
  search: PlanSearch;
  onSearch: (search: PlanSearch, replace?: boolean) => void;
}

/** Narrows the rows of a plan. Values that no row has are left out, unless one of them is chosen. */
export function RowFilters({ plan, search, onSearch }: RowFiltersProps) {
  const { t } = useTranslation('plans');
  const toWords = useFindingWords();
  const toGroupTitle = useGroupTitle();
  const kinds = rowKinds
    .filter((kind) => (plan.kinds[kind] ?? 0) > 0 || search.kind === kind)
    .map((kind): FacetValue => ({
      id: kind,
      label: t(toKindText(kind, plan.state)),
      count: plan.kinds[kind] ?? 0,
    }));
  const outcomes = rowOutcomes
    .filter((outcome) => (plan.outcomes[outcome] ?? 0) > 0 || search.outcome === outcome)
    .map((outcome): FacetValue => ({
      id: outcome,
      label: t(toOutcomeText(outcome, plan.state)),
      count: plan.outcomes[outcome] ?? 0,
    }));
  const facets: Facet[] = [
    { id: 'kind', label: t('facet.kind'), single: true, values: kinds },
    {
      id: 'group',
      label: t('facet.group'),
      single: true,
      // One group is the whole plan.
      values: (plan.groups.length > 1 ? plan.groups : []).map((group) => ({
        id: group.id,
        label: toGroupTitle(group),
        count: group.rows,
      })),
    },
    {
      id: 'finding',
      label: t('facet.finding'),
      single: true,
      // Plain facts hold for nearly every row: they would only push the rows down.
      values: plan.findings
        .filter(({ level, name }) => level !== 'note' || name === search.finding)
        .map(({ name, rows, first }) => ({ id: name, label: toWords(first.finding).title, count: rows })),
    },
    {
      id: 'decision',
      label: t('facet.decision'),
      single: true,
      values: rowDecisions.map((value) => ({ id: value, label: t(`decision.${value}`) })),
    },
    { id: 'outcome', label: t('facet.outcome'), single: true, values: outcomes },
  ];
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <FacetBar
        facets={facets.filter(({ values }) => values.length > 0)}
        onChange={(selection) => onSearch(withFacets(search, selection))}
        selection={toFacetSelection(search)}
      />
      <ContainsField
        onText={(text) => onSearch(withContains(search, text), true)}
        text={search.contains ?? ''}
      />
    </div>
  );
}

/** Part of the key; asked for once typing rests. */
function ContainsField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation('plans');
  const [typed, setTyped] = useState(text);
  const settled = useDebounced(typed, 250);
  const tell = useEffectEvent((value: string) => {
    if (value !== text) onText(value);
  });
  useEffect(() => tell(settled), [settled]);
  return (
    <TextField
      className="w-56"
      label={<span className="text-12 font-normal text-ink-3">{t('rows.contains')}</span>}
      maxLength={1024}
      mono
      onChange={(event) => setTyped(event.target.value)}
      type="search"
      value={typed}
    />
  );
}
