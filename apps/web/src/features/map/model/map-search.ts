/** What the map shows, as its address says it. */
export interface MapSearch {
  bucket?: string;
  /** Links whose key or target lies below it. */
  prefix?: string;
  /** Words that are in the key or in the target. */
  contains?: string;
  /** Absent: the board. */
  view?: 'table' | 'neighbourhood';
  /** The key whose neighbourhood is drawn. */
  key?: string;
  /** The moment that is drawn, ISO 8601; absent: now. */
  at?: string;
  /** What is left out, of {@link hideable}, separated by commas. */
  hide?: string;
  /** The group of links, or the destination, that is open beside the map. */
  pointer?: string;
  destination?: string;
}

/** Groups with trouble, groups without, and folders that no link leads to. */
export const hideable = ['broken', 'ok', 'unpointed'] as const;
export type Hideable = (typeof hideable)[number];

const members = ['bucket', 'prefix', 'contains', 'key', 'pointer', 'destination'] as const;

/** Takes what it knows from an address and drops the rest. */
export function parseMapSearch(search: Record<string, unknown>): MapSearch {
  const parsed: MapSearch = {};
  for (const member of members) {
    const value = search[member];
    if (typeof value === 'string' && value !== '') parsed[member] = value;
  }
  const hidden = typeof search['hide'] === 'string' ? toHide(parseHidden(search['hide'])) : undefined;
  if (hidden !== undefined) parsed.hide = hidden;
  const at = typeof search['at'] === 'string' ? Date.parse(search['at']) : Number.NaN;
  if (!Number.isNaN(at)) parsed.at = new Date(at).toISOString();
  if (search['view'] === 'table' || search['view'] === 'neighbourhood') parsed.view = search['view'];
  return parsed;
}

export function parseHidden(text: string | undefined): ReadonlySet<Hideable> {
  const words = (text ?? '').split(',');
  return new Set(hideable.filter((one) => words.includes(one)));
}

/** The one spelling of a choice. */
export function toHide(hidden: ReadonlySet<Hideable>): string | undefined {
  return hidden.size === 0 ? undefined : hideable.filter((one) => hidden.has(one)).join(',');
}

/** Another value of some members; an empty text takes one out. */
export function withMap(search: MapSearch, changes: { [Member in keyof MapSearch]?: string }): MapSearch {
  return parseMapSearch({ ...search, ...changes });
}
