import type { ResolvedLink } from '@signpost/api-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { usePageKey } from '../../../shared/hooks/use-page-key.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { showToast } from '../../../shared/ui/toast.ts';
import { toSelectionText, type SelectionWhat } from '../../../shared/lib/copy-texts.ts';
import type { SelectionAction } from '../../../shared/actions/list-selection-actions.ts';
import { SelectionVerbs } from '../../../shared/actions/selection-verbs.tsx';
import type { ListRow } from '../model/list-rows.ts';
import { PageFactsContext } from './use-page-facts.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

export interface SelectionBarProps {
  /** What is marked, in the order of the list. */
  rows: readonly ListRow[];
  onClear: () => void;
  /** Something is to be done with the links among the rows; objects get other names along with them. */
  onAction: (action: SelectionAction, keys: readonly string[]) => void;
}

/** How many rows are marked, and what can be done with them. */
export function SelectionBar({ rows, onClear, onAction }: SelectionBarProps) {
  const { t } = useTranslation('rows');
  const { t: tActions } = useTranslation('actions');
  const lookup = useContext(LinkLookupContext)!;
  const { folders } = useContext(PageFactsContext);
  const queryClient = useQueryClient();
  const [looking, setLooking] = useState(false);
  const links = rows.filter(({ kind }) => kind === 'link').map(({ id }) => id);
  const keys = rows.filter(({ kind }) => kind !== 'folder').map(({ id }) => id);
  usePageKey('Escape', true, onClear);

  const copy = async (what: SelectionWhat): Promise<void> => {
    const targets = new Map<string, string | undefined>();
    if (what === 'markdown') {
      setLooking(true);
      // Rows off screen have not been looked up yet; a look-up that fails leaves its row without a target.
      const found = await Promise.allSettled(
        rows.map(async (row) => {
          if (row.kind === 'folder') return [row.id, folders.get(row.id)?.follows?.source] as const;
          if (row.kind === 'object') return [row.id, undefined] as const;
          const query = objectQueries.resolvedLink(lookup, row.entry, lookup.batcher.load);
          const link: ResolvedLink = await queryClient.fetchQuery(query);
          return [row.id, link.target] as const;
        }),
      );
      for (const one of found) if (one.status === 'fulfilled') targets.set(...one.value);
      setLooking(false);
    }
    const text = toSelectionText(what, rows, {
      bucket: lookup.bucket,
      targetOf: (id) => targets.get(id),
      heads: [t('selection.head.key'), t('selection.head.target')],
    });
    try {
      await navigator.clipboard.writeText(text);
      showToast({
        title: t(`selection.done.${what}`, { count: rows.length }),
        lasts: 3000,
        // One key is then more than one line.
        ...(what !== 'markdown' && rows.some(({ id }) => /[\r\n]/.test(id))
          ? { detail: t('selection.lineBreaks') }
          : {}),
      });
    } catch {
      showToast({ title: tActions('copyFailed') });
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- fieldsets bring a box and a legend of their own
    <div
      aria-label={t('selection.label')}
      className="flex min-w-0 flex-initial flex-wrap items-center gap-x-1.5 gap-y-1"
      role="group"
    >
      <p aria-live="polite" className="mr-2 text-13 font-medium whitespace-nowrap">
        {t('selection.count', { count: rows.length })}
      </p>
      <SelectionVerbs
        bucket={lookup.bucket}
        connection={lookup.connection}
        onAction={(action) =>
          onAction(action, action.id === 'renameKeys' || action.id === 'copyKeys' ? keys : links)
        }
        selected={{
          links: links.length,
          objects: rows.filter(({ kind }) => kind === 'object').length,
          named: true,
        }}
      />
      <span aria-hidden="true" className="text-12 text-ink-3">
        {t('selection.copy')}
      </span>
      {(['key', 'path', 'markdown'] as const).map((what) => (
        <Button
          aria-label={t(`selection.name.${what}`)}
          key={what}
          onClick={() => void copy(what)}
          pending={what === 'markdown' && looking}
          size="small"
        >
          {t(`selection.${what}`)}
        </Button>
      ))}
      <Button onClick={onClear} size="small" variant="quiet">
        {t('selection.clear')}
      </Button>
    </div>
  );
}
