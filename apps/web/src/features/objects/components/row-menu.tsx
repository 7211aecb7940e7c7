import { toVisibleText } from '@signpost/link-model';
import { useQueryClient } from '@tanstack/react-query';
import type { ResolvedLink } from '@signpost/api-contract';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ContextMenu } from '../../../shared/ui/context-menu.tsx';
import { MenuItem } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast.ts';
import { toCopyTexts } from '../model/copy-texts.ts';
import type { ListRow } from '../model/list-rows.ts';
import { objectQueries } from '../queries.ts';
import { useFolderFacts } from './use-folder-facts.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

/** Where a menu was asked for, and on which row. */
export interface MenuRequest {
  row: ListRow;
  at: { x: number; y: number };
  from: HTMLElement | null;
}

/** Everything a row can be copied as. Asks OSS nothing: a target is offered once its row has it. */
export function RowMenu({ row, at, from, onClose }: MenuRequest & { onClose: () => void }) {
  const { t } = useTranslation(['objects', 'common']);
  const lookup = useContext(LinkLookupContext)!;
  const queryClient = useQueryClient();
  const folder = useFolderFacts(row.id);
  const link =
    row.kind === 'link'
      ? queryClient.getQueryData<ResolvedLink>(
          objectQueries.resolvedLink(lookup, row.entry, lookup.batcher.load).queryKey,
        )
      : undefined;
  const target = link?.target ?? folder?.follows?.source;
  const copy = async (what: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ title: what, detail: toVisibleText(text), lasts: 3000 });
    } catch {
      showToast({ title: t('common:action.copyFailed') });
    }
  };
  return (
    <ContextMenu
      at={at}
      from={from}
      label={t('copy.label', { key: toVisibleText(row.id) })}
      onClose={onClose}
    >
      {toCopyTexts(row, { bucket: lookup.bucket, target }).map(([what, text]) => (
        <MenuItem key={what} onClick={() => void copy(t(`copy.done.${what}`), text)}>
          {t(`copy.${what}`)}
        </MenuItem>
      ))}
    </ContextMenu>
  );
}
