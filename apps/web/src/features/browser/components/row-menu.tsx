import { toVisibleText } from '@signpost/link-model/text';
import { useQueryClient } from '@tanstack/react-query';
import type { ResolvedLink } from '@signpost/api-contract';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenuItems, CopySubmenu } from '../../../shared/actions/action-menu.tsx';
import { useActions } from '../../../shared/actions/use-actions.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { ContextMenu } from '../../../shared/ui/context-menu.tsx';
import { MenuItem, MenuSeparator } from '../../../shared/ui/menu.tsx';
import type { ListRow } from '../model/list-rows.ts';
import { toRowThing } from '../model/row-thing.ts';
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
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  marked: boolean;
  onMark: () => void;
  onSearch: (search: BrowserSearch) => void;
  onClose: () => void;
}

/** What can be done with a row, and everything it can be copied as. Asks OSS nothing: a target is offered once its row has it. */
export function RowMenu(props: RowMenuProps) {
  const { row, at, from, publicUrl, linksUnsupported, marked, onMark, onSearch, onClose } = props;
  const { t } = useTranslation('rows');
  const { connection, bucket, batcher } = useContext(LinkLookupContext)!;
  const queryClient = useQueryClient();
  const folder = useFolderFacts(row.id);
  const link =
    row.kind === 'link'
      ? queryClient.getQueryData<ResolvedLink>(
          objectQueries.resolvedLink({ connection, bucket }, row.entry, batcher.load).queryKey,
        )
      : undefined;
  const { thing, facts } = toRowThing(row, { bucket, folder, link, linksUnsupported });
  const actions = useActions(connection, thing, { facts, onSearch });
  return (
    <ContextMenu
      at={at}
      from={from}
      label={t('menu.label', { key: toVisibleText(row.id) })}
      onClose={onClose}
    >
      <ActionMenuItems actions={actions} />
      <MenuSeparator />
      <MenuItem onClick={onMark}>{t(marked ? 'menu.unmark' : 'menu.mark')}</MenuItem>
      <CopySubmenu
        bucket={bucket}
        connection={connection}
        publicUrl={publicUrl}
        subject={row}
        target={link?.target ?? folder?.follows?.source}
      />
    </ContextMenu>
  );
}
