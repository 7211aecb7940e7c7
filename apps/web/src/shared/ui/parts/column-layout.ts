/** A column as its grid defines it. Widths are in pixels. */
export interface ColumnSpec<Id extends string = string> {
  id: Id;
  width: number;
  /** 64 unless told. */
  min?: number;
  /** 800 unless told. */
  max?: number;
  /** Takes this share of the room that is left, until the reader sets its width. */
  share?: number;
  /** Always shown: what names the row. */
  fixed?: boolean;
}

export interface ColumnSort<Id extends string = string> {
  column: Id;
  descending: boolean;
}

/** What the reader changed. Empty where everything is as the grid defines it. */
export interface ColumnLayout<Id extends string = string> {
  widths: Readonly<Partial<Record<Id, number>>>;
  hidden: readonly Id[];
  sort?: ColumnSort<Id>;
}

export const defaultLayout: ColumnLayout<never> = { widths: {}, hidden: [] };

export function toLimits({ min = 64, max = 800 }: ColumnSpec): { min: number; max: number } {
  return { min, max };
}

export function withWidth<Id extends string>(
  layout: ColumnLayout<Id>,
  spec: ColumnSpec<Id>,
  width: number | undefined,
): ColumnLayout<Id> {
  const widths: Partial<Record<Id, number>> = { ...layout.widths };
  const { min, max } = toLimits(spec);
  if (width === undefined) delete widths[spec.id];
  else widths[spec.id] = Math.round(Math.max(min, Math.min(max, width)));
  return { ...layout, widths };
}

/** Shows or hides a column; one that names the row stays. */
export function withHidden<Id extends string>(
  layout: ColumnLayout<Id>,
  spec: ColumnSpec<Id>,
  hidden: boolean,
): ColumnLayout<Id> {
  if (spec.fixed === true) return layout;
  const others = layout.hidden.filter((id) => id !== spec.id);
  return { ...layout, hidden: hidden ? [...others, spec.id] : others };
}

/** Sorts by the column: upwards, then downwards, then as the list comes. */
export function withNextSort<Id extends string>(layout: ColumnLayout<Id>, column: Id): ColumnLayout<Id> {
  const { sort, ...others } = layout;
  if (sort?.column !== column) return { ...others, sort: { column, descending: false } };
  return sort.descending ? others : { ...others, sort: { column, descending: true } };
}

export function withSort<Id extends string>(
  layout: ColumnLayout<Id>,
  sort: ColumnSort<Id>,
): ColumnLayout<Id> {
  return { ...layout, sort };
}

export function listShown<Id extends string>(
  specs: readonly ColumnSpec<Id>[],
  layout: ColumnLayout<Id>,
): ColumnSpec<Id>[] {
  return specs.filter(({ id, fixed }) => fixed === true || !layout.hidden.includes(id));
}

/** The value of `grid-template-columns` for the shown columns. Where there is little room they shrink down to their least widths. */
export function toTemplate<Id extends string>(
  specs: readonly ColumnSpec<Id>[],
  layout: ColumnLayout<Id>,
): string {
  return listShown(specs, layout)
    .map((spec) => {
      const { id, width, share } = spec;
      const own = layout.widths[id];
      return share !== undefined && own === undefined
        ? `minmax(${width}px, ${share}fr)`
        : `minmax(${toLimits(spec).min}px, ${own ?? width}px)`;
    })
    .join(' ');
}

export function stringifyLayout(layout: ColumnLayout): string {
  return JSON.stringify(layout);
}

/** Reads a remembered layout. Columns that the grid no longer has are dropped; undefined where the text is none. */
export function parseLayout<Id extends string>(
  specs: readonly ColumnSpec<Id>[],
  text: string,
): ColumnLayout<Id> | undefined {
  const stored = parseJson(text);
  if (!isRecord(stored) || !isRecord(stored['widths']) || !Array.isArray(stored['hidden'])) return undefined;
  const { widths, hidden, sort } = stored as { widths: object; hidden: unknown[]; sort?: unknown };
  let layout: ColumnLayout<Id> = defaultLayout;
  for (const spec of specs) {
    const width: unknown = (widths as Record<string, unknown>)[spec.id];
    if (typeof width === 'number' && Number.isFinite(width)) layout = withWidth(layout, spec, width);
    if (hidden.includes(spec.id)) layout = withHidden(layout, spec, true);
  }
  const sorted = specs.find(({ id }) => isRecord(sort) && sort['column'] === id);
  return sorted === undefined
    ? layout
    : { ...layout, sort: { column: sorted.id, descending: isRecord(sort) && sort['descending'] === true } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
