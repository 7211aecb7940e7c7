import type { Coverage } from '@signpost/api-contract';
import { cleanPaste, locateText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useState, type ComponentProps } from 'react';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import type { PaletteNotes } from './components/palette-notes.tsx';
import {
  toPaletteGroups,
  type PaletteCommand,
  type PaletteGroup,
  type RecentPlace,
} from './model/palette-items.ts';
import { orderInterpretations, toGoOptions, type PaletteScope } from './model/go-options.ts';
import { useChangeById } from './use-change-by-id.ts';

/** Where the palette is opened, and what is always in it. */
export interface PaletteContext extends PaletteScope {
  connection: string;
  /** Host (with port) of the connection's endpoint. */
  endpointHost: string | undefined;
  /** What can be done with what is open. */
  atHand: readonly PaletteCommand[];
  /** Where one was before, the last place first. */
  recentPlaces: readonly RecentPlace[];
  pages: readonly PaletteCommand[];
  actions: readonly PaletteCommand[];
}

interface PaletteContents {
  text: string;
  setText: (text: string) => void;
  groups: PaletteGroup[];
  notes: ComponentProps<typeof PaletteNotes>;
  pending: boolean;
}

/** Everything the palette shows for what is typed. What a URL carries behind its place is cut off before it is kept. */
export function usePaletteContents(props: PaletteContext): PaletteContents {
  const { connection, bucket, buckets, endpointHost, atHand, recentPlaces, pages, actions } = props;
  const [typed, setTyped] = useState<{ text: string; cut?: 'query' | 'signature' }>({ text: '' });
  const { text } = typed;
  const located = locateText(text, { endpointHost });
  const go = toGoOptions(located, { bucket, buckets });
  const wanted = useDebounced(go.wanted, 150);
  const search = useQuery(indexKeyQueries.search(connection, go.wanted === '' ? '' : wanted));
  // A percent-encoded key is looked for as it is written too: the key may contain percent signs.
  const first = located.interpretations[0]?.key ?? '';
  // What an address names is known to the index as well: its row says where it leads and how that is.
  const named = useDebounced(go.wanted === '' ? (go.options[0]?.key ?? '') : '', 150);
  const namedHits = useQuery(indexKeyQueries.search(connection, go.wanted === '' ? named : ''));
  const written = useDebounced(go.wanted === first ? '' : first, 150);
  const literal = useQuery(indexKeyQueries.search(connection, go.wanted === '' ? '' : written));
  const { change, idMissing, query: found } = useChangeById(connection, located.id);
  // An answer for words that have been typed over is not one for these.
  const hits = go.wanted === '' ? namedHits.data : wanted === go.wanted ? search.data : undefined;
  const changes = useQuery({ ...changeQueries.page(connection), enabled: text === '' });

  return {
    text,
    setText: (next) => {
      const { text: clean, cut, signed } = cleanPaste(next);
      // The note stays while the text is what was left of a paste.
      const kept = clean === text && typed.cut !== undefined ? { cut: typed.cut } : {};
      setTyped({ text: clean, ...(cut ? { cut: signed ? 'signature' : 'query' } : kept) });
    },
    groups: toPaletteGroups({
      text: text.trim(),
      go: {
        ...go,
        options: orderInterpretations(go, [...(hits?.items ?? []), ...(literal.data?.items ?? [])]),
      },
      hits: hits?.items ?? [],
      whole: hits === undefined || hits.more ? [] : listWhole(hits.coverage),
      change,
      recent: { places: recentPlaces, changes: changes.data?.items.slice(0, 3) ?? [] },
      atHand,
      pages,
      actions,
    }),
    notes: {
      notes: go.notes,
      cut: typed.cut,
      idMissing,
      idKind: located.id?.kind,
      hits: go.wanted === '' ? undefined : hits?.items,
      more: go.wanted !== '' && hits?.more === true,
      unread: go.wanted !== '' && hits?.coverage.some(({ state }) => state !== 'complete') === true,
      errors: [search.error, idMissing ? null : found.error].flatMap((error) => error ?? []),
      onRetry: () => {
        for (const query of [search, found]) if (query.isError) void query.refetch();
      },
    },
    pending: (go.wanted !== '' && (search.isFetching || wanted !== go.wanted)) || found.isFetching,
  };
}

function listWhole(coverage: readonly Coverage[]): string[] {
  return coverage.flatMap(({ bucket, state }) => (state === 'complete' ? [bucket] : []));
}
