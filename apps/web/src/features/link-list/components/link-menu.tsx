import type { IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { ActionMenuItems, CopySubmenu } from '../../../shared/actions/action-menu.tsx';
import { toLinkFacts } from '../../../shared/actions/link-remedy.ts';
import { useActions } from '../../../shared/actions/use-actions.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { ContextMenu } from '../../../shared/ui/context-menu.tsx';
import { MenuSeparator } from '../../../shared/ui/menu.tsx';

/** Where a menu was asked for, and on which link. */
export interface LinkMenuRequest {
  link: IndexedLink;
  at: { x: number; y: number; height?: number };
  from: HTMLElement | null;
}

export interface LinkMenuProps extends LinkMenuRequest {
  connection: string;
  /** An action was chosen: what the address of the link's bucket is to say. */
  onSearch: (link: IndexedLink, search: BrowserSearch) => void;
  onClose: () => void;
}

/** What can be done with a link of the list. */
export function LinkMenu({ connection, link, at, from, onSearch, onClose }: LinkMenuProps) {
  const { t } = useTranslation('rows');
  const { bucket, key, target } = link;
  const actions = useActions(
    connection,
    { kind: 'link', bucket, key },
    { facts: toLinkFacts(link), onSearch: (search) => onSearch(link, search) },
  );
  return (
    <ContextMenu at={at} from={from} label={t('menu.label', { key: toVisibleText(key) })} onClose={onClose}>
      <ActionMenuItems actions={actions} />
      <MenuSeparator />
      <CopySubmenu
        bucket={bucket}
        connection={connection}
        publicUrl={undefined}
        subject={{ kind: 'link', id: key }}
        target={target}
      />
    </ContextMenu>
  );
}
