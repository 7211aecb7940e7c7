import { toVisibleText } from '@signpost/link-model/text';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { toFolderSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { showToast } from '../../../shared/ui/toast.ts';
import type { RowAction } from '../model/grid-keys.ts';
import { lastRows, toPageId } from '../model/last-row.ts';
import type { ListRow } from '../model/list-rows.ts';

interface RowActionsInput {
  scope: BucketRef;
  search: BrowserSearch;
  findField: RefObject<HTMLInputElement | null>;
  onUndo: (key: string) => void;
}

/** What the list asks for with a row. Rows that are marked go along: some actions are then about those. */
export function useRowActions({
  scope,
  search,
  findField,
  onUndo,
}: RowActionsInput): (action: RowAction, row: ListRow, marked: readonly ListRow[]) => void {
  const navigate = useNavigate();
  const { t } = useTranslation(['objects', 'common']);
  const prefix = search.prefix ?? '';
  const go = (next: BrowserSearch): void => {
    void navigate({ to: '/c/$connection/b/$bucket', params: scope, search: next });
  };
  return (action, row, marked) => {
    switch (action) {
      case 'open':
        go(row.kind === 'folder' ? toFolderSearch(row.id) : { ...search, key: row.id });
        return;
      case 'parent':
        if (prefix === '') return;
        lastRows.set(toPageId(scope, toParentPrefix(prefix)), prefix);
        go(toFolderSearch(toParentPrefix(prefix)));
        return;
      case 'edit':
        // What can be edited of an object or a link is in the panel, each part with its button.
        if (row.kind !== 'folder') go({ ...search, key: row.id });
        return;
      case 'repoint':
        if (row.kind === 'link') go({ ...search, dialog: 'repoint', on: row.id });
        else showToast({ title: t('notALink'), lasts: 3000 });
        return;
      case 'move':
        go({ ...search, dialog: 'move', on: row.id });
        return;
      case 'copy': {
        const keys = (marked.length === 0 ? [row] : marked).map(({ id }) => id);
        const detail = keys.length === 1 ? { detail: toVisibleText(keys[0]!) } : {};
        navigator.clipboard.writeText(keys.join('\n')).then(
          () => showToast({ title: t('copied', { count: keys.length }), lasts: 3000, ...detail }),
          () => showToast({ title: t('common:action.copyFailed') }),
        );
        return;
      }
      case 'find':
        findField.current?.focus();
        findField.current?.select();
        return;
      case 'undo':
        onUndo(row.id);
    }
  };
}
