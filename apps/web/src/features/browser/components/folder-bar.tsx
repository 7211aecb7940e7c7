import { Suspense, type ReactNode } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import type { ListRow } from '../model/list-rows.ts';
import { CoverageLine } from './coverage-line.tsx';
import { FindField, type FindFieldProps } from './find-field.tsx';
import type { RowParts } from './row-parts.ts';
import type { IndexAnswer } from './use-page-facts.ts';

interface FolderBarProps {
  /** Absent where there can be no links. */
  index: IndexAnswer | undefined;
  /** Absent where there is nothing to find. */
  find: Omit<FindFieldProps, 'className'> | undefined;
  /** Rows that are marked, in the order of the list. */
  marked: readonly ListRow[];
  onUnmark: () => void;
  SelectionBar: RowParts['SelectionBar'];
  /** What the folder follows, inside a folder link. */
  folderLink?: ReactNode;
  /** What can be done in the folder. */
  actions: ReactNode;
}

/** The line above the list: what is known of it, or what can be done with the rows that are marked; then with the folder. */
export function FolderBar({
  index,
  find,
  marked,
  onUnmark,
  SelectionBar,
  folderLink,
  actions,
}: FolderBarProps) {
  const coverage: ReactNode = (
    <>
      <Suspense fallback={null}>{folderLink}</Suspense>
      {index && <CoverageLine index={index} />}
    </>
  );
  return (
    <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1">
      {marked.length === 0 ? (
        coverage
      ) : (
        <Suspense fallback={coverage}>
          <SelectionBar onClear={onUnmark} rows={marked} />
        </Suspense>
      )}
      {find !== undefined && <FindField {...find} className={cx(marked.length > 0 && 'max-sm:hidden')} />}
      {/* A phone has no room for both. */}
      <div className={cx('ml-auto', marked.length > 0 && 'max-sm:hidden')}>{actions}</div>
    </div>
  );
}
