/** The chosen values by facet. A facet without a choice lets everything through and has no entry. */
export type FacetSelection = Readonly<Record<string, readonly string[]>>;

/** Replaces the choice in one facet. */
export function withFacet(
  selection: FacetSelection,
  facet: string,
  values: readonly string[],
): FacetSelection {
  const { [facet]: _, ...others } = selection;
  return values.length === 0 ? others : { ...others, [facet]: values };
}

/** How many values are chosen in all facets together. */
export function countChosen(selection: FacetSelection): number {
  return Object.values(selection).reduce((sum, values) => sum + values.length, 0);
}
