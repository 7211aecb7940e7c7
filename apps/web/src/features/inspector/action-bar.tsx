import type { KeyView } from '@signpost/api-contract';
import { isArchivedClass, parseRestoreState } from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { ActionMenuItems } from '../../shared/actions/action-menu.tsx';
import type { ActionId } from '../../shared/actions/list-actions.ts';
import { useActions, type BoundAction } from '../../shared/actions/use-actions.ts';
import type { BrowserSearch } from '../../shared/lib/browser-search.ts';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Menu } from '../../shared/ui/menu.tsx';
import { canRepair } from './model/link-verdict.ts';

/** What a dialog is opened for, as the address says it. */
export type WriteSearch = Pick<BrowserSearch, 'dialog' | 'on' | 'to' | 'change'>;

interface ActionBarProps {
  view: KeyView;
  /** The bucket has a hierarchical namespace: it takes no links. */
  linksUnsupported: boolean | undefined;
  onWrite: (search: WriteSearch) => void;
}

/** Actions that a tab below shows anyway. */
const inTabs: ReadonlySet<ActionId> = new Set(['history']);

/**
 * What can be done with the key, in view however long the panel is: what mends it and what is mostly done as buttons, the
 * rest in a menu. Writes open the dialog: nothing is written from here.
 */
export function ActionBar({ view, linksUnsupported, onWrite }: ActionBarProps) {
  const { t } = useTranslation('inspector');
  const { connection, bucket, key, state, link } = view;
  const end = link?.target.state;
  const actions = useActions(
    connection,
    { kind: state.kind, bucket, key },
    {
      facts: {
        open: true,
        restorable: isRestorable(view),
        linksUnsupported,
        health: link && toShownHealth(link),
        target: link?.target.key,
        final: end?.found === 'link' ? end.final : undefined,
      },
      onSearch: onWrite,
    },
  );
  // Says what it offers where nothing is stored.
  if (state.kind === 'absent') return null;
  // The proposals above are the repair, and have the main button.
  const proposes = link !== undefined && canRepair(link);
  const offered = actions.filter(({ id }) => !inTabs.has(id) && !(proposes && id === 'repair'));
  const isButton = ({ rank, disabledReason }: BoundAction): boolean =>
    rank !== undefined && disabledReason === undefined;
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface-1 p-3">
      {offered.filter(isButton).map((action, index) => (
        <Button
          key={action.id}
          onClick={action.run}
          size="small"
          variant={index === 0 && !(proposes && action.id === 'repoint') ? 'primary' : 'outline'}
        >
          {action.label}
        </Button>
      ))}
      <Menu
        align="end"
        trigger={
          <Button aria-label={t('action.more')} className="ml-auto" size="small" data-tip={t('action.more')}>
            <span aria-hidden="true">⋯</span>
          </Button>
        }
      >
        <ActionMenuItems actions={offered.filter((action) => !isButton(action))} />
      </Menu>
    </footer>
  );
}

function isRestorable({ state, object }: KeyView): boolean {
  return (
    state.kind === 'object' &&
    isArchivedClass(state.storageClass) &&
    parseRestoreState(object?.restore) !== 'restoring'
  );
}
