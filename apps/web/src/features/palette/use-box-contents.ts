import { cleanPaste, locateText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useState, type ComponentProps } from 'react';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import type { BoxNotes } from './components/box-notes.tsx';
import { toBoxGroups, type BoxCommand, type BoxGroup } from './model/box-items.ts';
import { orderInterpretations, toGoOptions, type BoxScope } from './model/go-options.ts';
import { paletteQueries } from './queries.ts';

/** Where the box is opened, and what is always in it. */
export interface BoxSurroundings extends BoxScope {
  connection: string;
  /** Host (with port) of the connection's endpoint. */
  endpointHost: string | undefined;
  /** What can be done with what is open. */
  atHand: readonly BoxCommand[];
  places: readonly BoxCommand[];
  actions: readonly BoxCommand[];
}

interface BoxContents {
  text: string;
  setText: (text: string) => void;
  groups: BoxGroup[];
  notes: ComponentProps<typeof BoxNotes>;
  pending: boolean;
}

/** Everything the box shows for what is typed. What a URL carries behind its place is cut off before it is kept. */
export function useBoxContents(props: BoxSurroundings): BoxContents {
  const { connection, bucket, buckets, endpointHost, atHand, places, actions } = props;
  const [typed, setTyped] = useState<{ text: string; cut?: 'query' | 'signature' }>({ text: '' });
  const { text } = typed;
  const located = locateText(text, { endpointHost });
  const go = toGoOptions(located, { bucket, buckets });
  const wanted = useSettled(go.wanted, 150);
  const search = useQuery(paletteQueries.search(connection, go.wanted === '' ? '' : wanted));
  // A percent-encoded key is looked for as it is written too: it may be spelled so.
  const first = located.interpretations[0]?.key ?? '';
  const written = useSettled(go.wanted === first ? '' : first, 150);
  const spelled = useQuery(paletteQueries.search(connection, go.wanted === '' ? '' : written));
  const found = useQuery(paletteQueries.change(connection, located.id));
  // An answer for words that have been typed over is not one for these.
  const hits = go.wanted !== '' && wanted === go.wanted ? search.data : undefined;

  return {
    text,
    setText: (next) => {
      const { text: clean, cut, signed } = cleanPaste(next);
      // The note stays while the text is what was left of a paste.
      const kept = clean === text && typed.cut !== undefined ? { cut: typed.cut } : {};
      setTyped({ text: clean, ...(cut ? { cut: signed ? 'signature' : 'query' } : kept) });
    },
    groups: toBoxGroups({
      text: text.trim(),
      go: {
        ...go,
        options: orderInterpretations(go, [...(hits?.items ?? []), ...(spelled.data?.items ?? [])]),
      },
      hits: hits?.items ?? [],
      change: located.id === undefined ? undefined : found.data?.change,
      atHand,
      places,
      actions,
    }),
    notes: {
      notes: go.notes,
      cut: typed.cut,
      found: located.id === undefined ? undefined : found.data,
      idKind: located.id?.kind,
      hits: hits?.items,
      more: hits?.more === true,
      unread: hits?.coverage.some(({ state }) => state !== 'complete') === true,
      errors: [search, found].flatMap(({ error }) => error ?? []),
      onRetry: () => {
        for (const query of [search, found]) if (query.isError) void query.refetch();
      },
    },
    pending: (go.wanted !== '' && (search.isFetching || wanted !== go.wanted)) || found.isFetching,
  };
}
