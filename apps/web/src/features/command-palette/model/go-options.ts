import type { LocatedText } from '@signpost/link-model/text';

/** Where the palette is opened, and what this connection has. */
export interface PaletteScope {
  /** Bucket one is in. */
  bucket: string | undefined;
  /** Buckets of the connection; undefined while they are not known. */
  buckets: readonly { name: string; region?: string | undefined }[] | undefined;
}

/** A key that a text may mean. An empty key is the bucket itself. */
export interface GoOption {
  bucket: string;
  key: string;
  /** Percent signs of the text were read as encoding. */
  decoded: boolean;
}

/** What has to be said about a text besides where it leads. */
export type GoNote =
  | { note: 'malformed' }
  | { note: 'unknown-host'; host: string }
  | { note: 'other-bucket'; bucket: string }
  | { note: 'other-region'; bucket: string; region: string }
  | { note: 'region-differs'; bucket: string; said: string; region: string };

export interface GoOptions {
  options: GoOption[];
  notes: GoNote[];
  /** The text names a key rather than words to look for: the key comes first. */
  keyBacklinks: boolean;
  /** What to look for in the index; empty for a text that says where it leads. */
  wanted: string;
}

/** Buckets that are offered for a key of no known bucket. */
const guesses = 5;

/** Tells where a text leads in this connection, and what is in the way. */
export function toGoOptions(located: LocatedText, scope: PaletteScope): GoOptions {
  const { place, interpretations, problem } = located;
  const plain = interpretations.at(-1)?.key ?? '';
  if (problem?.why === 'malformed')
    return { options: [], notes: [{ note: 'malformed' }], keyBacklinks: true, wanted: '' };
  if (place === undefined) {
    const notes: GoNote[] = problem === undefined ? [] : [{ note: 'unknown-host', host: problem.host }];
    const isKey = problem !== undefined || /[/%]/.test(plain);
    const bucket = scope.bucket ?? (scope.buckets?.length === 1 ? scope.buckets[0]!.name : undefined);
    // Outside a bucket the index is asked first; it may know nothing yet, and then any bucket may be meant.
    const guessed = isKey ? (scope.buckets ?? []).slice(0, guesses) : [];
    const options =
      bucket === undefined
        ? guessed.flatMap(({ name }) =>
            interpretations.slice(-1).map((interpretation) => ({ bucket: name, ...interpretation })),
          )
        : interpretations.map((interpretation) => ({ bucket, ...interpretation }));
    return { options, notes, keyBacklinks: isKey && bucket !== undefined, wanted: plain };
  }
  const known = scope.buckets?.find(({ name }) => name === place.bucket);
  if (scope.buckets !== undefined && known === undefined) {
    const { bucket, region } = place;
    const home = scope.buckets.some((one) => one.region === region);
    const note: GoNote =
      region === undefined || home
        ? { note: 'other-bucket', bucket }
        : { note: 'other-region', bucket, region };
    return { options: [], notes: [note], keyBacklinks: true, wanted: '' };
  }
  const differs = place.region !== undefined && known?.region !== undefined && known.region !== place.region;
  return {
    options:
      interpretations.length === 0
        ? [{ bucket: place.bucket, key: '', decoded: false }]
        : interpretations.map((interpretation) => ({ bucket: place.bucket, ...interpretation })),
    notes: differs
      ? [{ note: 'region-differs', bucket: place.bucket, said: place.region!, region: known.region! }]
      : [],
    keyBacklinks: true,
    wanted: '',
  };
}

/**
 * Puts the interpretations of a percent-encoded key in order: decoded first, as it is meant when copied from an address,
 * unless only the key with the literal percent signs is known. An address was decoded already, and what it names stands first.
 */
export function orderInterpretations(
  { options, wanted, notes }: GoOptions,
  known: readonly KnownKey[],
): GoOption[] {
  const [written, decoded] = options;
  if (wanted === '' || notes.length > 0 || written === undefined || decoded?.decoded !== true) return options;
  const isKnown = (option: GoOption): boolean =>
    known.some(({ bucket, key }) => bucket === option.bucket && key === option.key);
  return isKnown(written) && !isKnown(decoded) ? options : [decoded, written];
}

interface KnownKey {
  bucket: string;
  key: string;
}

/** Whether every word of a text occurs in a name: for pages and actions. */
export function matchesWords(name: string, text: string): boolean {
  const lower = name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
