import { toVisibleText } from '@signpost/link-model/text';
import { useQueryClient } from '@tanstack/react-query';
import type { ResolvedLink } from '@signpost/api-contract';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { ContextMenu } from '../../../shared/ui/context-menu.tsx';
import { MenuItem, MenuSeparator } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast.ts';
import { toCopyTexts } from '../../../shared/lib/copy-texts.ts';
import type { RowAction } from '../model/grid-keys.ts';
import type { ListRow } from '../model/list-rows.ts';
import { useFolderFacts } from './use-page-facts.ts';
import { LinkLookupContext } from './use-resolved-link.ts';

/** Where a menu was asked for, and on which row. */
export interface MenuRequest {
  row: ListRow;
  at: { x: number; y: number; height?: number };
  from: HTMLElement | null;
}

export interface RowMenuProps extends MenuRequest {
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
  marked: boolean;
  onMark: () => void;
  onAction: (action: RowAction, row: ListRow) => void;
  onClose: () => void;
}

/** What can be done with a row, and everything it can be copied as. Asks OSS nothing: a target is offered once its row has it. */
export function RowMenu({ row, at, from, publicUrl, marked, onMark, onAction, onClose }: RowMenuProps) {
  const { t } = useTranslation('rows');
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
      showToast({ title: t('copy.failed') });
    }
  };
  return (
    <ContextMenu
      at={at}
      from={from}
      label={t('menu.label', { key: toVisibleText(row.id) })}
      onClose={onClose}
    >
      <MenuItem onClick={() => onAction('open', row)}>{t(`menu.open.${row.kind}`)}</MenuItem>
      {row.kind === 'link' && (
        <MenuItem onClick={() => onAction('repoint', row)}>{t('menu.repoint')}</MenuItem>
      )}
      <MenuItem onClick={onMark}>{t(marked ? 'menu.unmark' : 'menu.mark')}</MenuItem>
      <MenuSeparator />
      {toCopyTexts(row, { bucket: lookup.bucket, target, publicUrl }).map(([what, text]) => (
        <MenuItem key={what} onClick={() => void copy(t(`copy.done.${what}`), text)}>
          {t(`copy.${what}`)}
        </MenuItem>
      ))}
    </ContextMenu>
  );
}
