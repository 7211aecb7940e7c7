import type { Coverage, IndexedLink } from '@signpost/api-contract';
import type { SelectionAction } from '../../../shared/actions/list-selection-actions.ts';
import { SelectionVerbs } from '../../../shared/actions/selection-verbs.tsx';
import { SelectionBar } from '../../../shared/ui/parts/selection-bar.tsx';
import { toRange, type RangeSelection } from '../../../shared/ui/parts/selection-range.ts';
import type { LinkFilter } from '../model/link-filter.ts';
import { toId, toSelectedLinks, toSelectedThings, type SelectedLinks } from '../model/selected-links.ts';

export interface LinkSelectionBarProps {
  connection: string;
  range: RangeSelection;
  onRange: (range: RangeSelection) => void;
  filter: LinkFilter;
  /** Of the page that is shown. */
  rows: readonly IndexedLink[];
  /** Links that match the filter. */
  total: number;
  coverage: readonly Coverage[];
  onAction: (action: SelectionAction, selected: SelectedLinks) => void;
}

/** What is selected in the list of links, and what can be done with it. */
export function LinkSelectionBar({
  connection,
  range: { selection },
  onRange,
  rows,
  onAction,
  ...list
}: LinkSelectionBarProps) {
  const selected = toSelectedLinks(selection, { ...list, rows });
  return (
    <div className="shrink-0 border-t border-line px-3 py-1.5">
      <SelectionBar
        onChange={(next) => onRange(toRange(next))}
        pageIds={rows.map(toId)}
        selection={selection}
        total={list.total}
      >
        <SelectionVerbs
          bucket={list.filter.bucket}
          connection={connection}
          onAction={(action) => {
            if (selected !== undefined) onAction(action, selected);
          }}
          selected={toSelectedThings(selection, list)}
        />
      </SelectionBar>
    </div>
  );
}
