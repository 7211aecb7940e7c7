import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { ActionMenuItems } from '../../shared/actions/action-menu.tsx';
import { useActions } from '../../shared/actions/use-actions.ts';
import type { BrowserSearch } from '../../shared/lib/browser-search.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Menu } from '../../shared/ui/menu.tsx';
import { canRepair } from './model/link-verdict.ts';
import { listMainActions, type MainAction } from './model/main-actions.ts';

/** What a dialog is opened for, as the address says it. */
export type WriteSearch = Pick<BrowserSearch, 'dialog' | 'on' | 'to' | 'change'>;

interface ActionBarProps {
  view: KeyView;
  onWrite: (search: WriteSearch) => void;
}

/** What can be done with the key, in view however long the panel is. Writes open the dialog: nothing is written from here. */
export function ActionBar({ view, onWrite }: ActionBarProps) {
  const { t } = useTranslation('inspector');
  const actions = listMainActions(view);
  if (actions.length === 0) return null;
  // The proposals above have the main button then.
  const proposes = view.link !== undefined && canRepair(view.link);
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface-1 p-3">
      {actions.map((action, index) => (
        <Button
          key={action.id}
          onClick={() => onWrite(toSearch(action, view))}
          size="small"
          variant={index === 0 && !(proposes && action.id === 'repoint') ? 'primary' : 'outline'}
        >
          {t(`action.${action.id}`)}
        </Button>
      ))}
      <MoreActions onWrite={onWrite} view={view} />
    </footer>
  );
}

function toSearch(action: MainAction, { key }: KeyView): WriteSearch {
  switch (action.id) {
    case 'repair':
    case 'flatten':
      return { dialog: 'repoint', on: key, to: action.target };
    case 'repoint':
      return { dialog: 'repoint', on: key };
    case 'restore':
      return { dialog: 'restore', on: key };
    case 'linkHere':
      return { dialog: 'create', to: key };
  }
}

/** The other actions of the registry: those without a button above and without a tab below. */
const inMenu: ReadonlySet<string> = new Set(['undo', 'download', 'delete']);

function MoreActions({ view, onWrite }: ActionBarProps) {
  const { t } = useTranslation('inspector');
  const { connection, bucket, key, state } = view;
  const thing = { kind: state.kind === 'link' ? 'link' : 'object', bucket, key } as const;
  const actions = useActions(connection, thing, {
    facts: { open: true, health: view.link?.health },
    onSearch: onWrite,
  });
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('action.more')} className="ml-auto" size="small" data-tip={t('action.more')}>
          <span aria-hidden="true">⋯</span>
        </Button>
      }
    >
      <ActionMenuItems actions={actions.filter(({ id }) => inMenu.has(id))} />
    </Menu>
  );
}
