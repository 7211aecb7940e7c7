import type { ResolvedLink } from '@signpost/api-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { showToast } from '../../../shared/ui/toast.ts';
import type { ListRow } from '../model/list-rows.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

/** Opens what mends the link of a row; says so where there is nothing to mend, as far as the row knows. */
export function useMend(onSearch: (search: BrowserSearch) => void): (row: ListRow) => void {
  const { t } = useTranslation(['objects', 'common']);
  const { connection, bucket, batcher } = useContext(LinkLookupContext)!;
  const queryClient = useQueryClient();
  const mend = async (row: ListRow): Promise<void> => {
    const link =
      row.kind === 'link'
        ? queryClient.getQueryData<ResolvedLink>(
            objectQueries.resolvedLink({ connection, bucket }, row.entry, batcher.load).queryKey,
          )
        : undefined;
    try {
      // The first load of the list does without it.
      const { toMending } = await import('../model/to-mending.ts');
      const opens = await toMending(queryClient, row, { connection, bucket, link });
      if (opens === undefined) showToast({ title: t('nothingToMend'), lasts: 3000 });
      else onSearch(opens);
    } catch {
      showToast({ title: t('common:crash.part') });
    }
  };
  return (row) => void mend(row);
}
