/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import type { ReactNode } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import type { ListRow } from '../model/list-rows.ts';
import { FolderLinkIcon } from './folder-link-icon.tsx';
import { RowHandle } from './row-handle.tsx';
import { gridColumns, spareCell } from './grid-columns.ts';

export interface RowProps {
  row: ListRow;
  index: number;
  /** Folder that is shown: keys are printed relative to it. */
  within: string;
  /** Has the focus of the list, or gets it on Tab. */
  active: boolean;
  /** Open in the panel. */
  open: boolean;
  narrow: boolean;
  top: number;
  height: number;
}

interface FrameProps extends RowProps {
  /** What a screen reader says for the whole row. */
  name: string;
  icon: IconName | 'folder-link';
  leads: ReactNode;
  health?: ReactNode;
  size?: ReactNode;
  storageClass?: ReactNode;
  changed?: string | undefined;
}

/** The cells of one row, in columns or on two lines. */
export function RowFrame({
  row,
  index,
  within,
  active,
  open,
  narrow,
  top,
  height,
  name,
  icon,
  leads,
  health,
  size,
  storageClass,
  changed,
}: FrameProps) {
  const key = (
    <span className="flex min-w-0 items-center gap-2">
      {icon === 'folder-link' ? (
        <FolderLinkIcon className="shrink-0 text-accent" />
      ) : row.kind === 'object' ? (
        <RowHandle objectKey={row.id}>
          <Icon className="text-ink-3" name={icon} />
        </RowHandle>
      ) : (
        <Icon className={cx('shrink-0', row.kind === 'link' ? 'text-accent' : 'text-ink-3')} name={icon} />
      )}
      <KeyText value={row.id} within={within} />
    </span>
  );
  return (
    <div
      aria-label={name}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={cx(
        'absolute inset-x-0 top-0 cursor-default items-center text-13 outline-offset-[-2px]',
        'border-l-2 border-transparent hover:bg-surface-2 aria-selected:border-accent aria-selected:bg-accent-soft',
        narrow ? 'flex px-3' : gridColumns,
      )}
      data-index={index}
      role="row"
      style={{ transform: `translateY(${top}px)`, height }}
      tabIndex={active ? 0 : -1}
    >
      {narrow ? (
        <div className="flex min-w-0 flex-1 flex-col gap-0.5" role="gridcell">
          {key}
          <span className="flex min-w-0 items-center gap-2 pl-6 text-12">
            <span className="flex min-w-0 flex-1">{leads}</span>
            {health ?? (size !== undefined && <span className="shrink-0 text-ink-3">{size}</span>)}
          </span>
        </div>
      ) : (
        <>
          <Cell className="flex items-center">{key}</Cell>
          <Cell className="flex items-center">{leads}</Cell>
          <Cell className="flex items-center">{health}</Cell>
          <Cell className={cx(spareCell, 'truncate text-right text-ink-2')}>{size}</Cell>
          <Cell className="truncate text-ink-2 @max-[60rem]:hidden">{storageClass}</Cell>
          <Cell className={cx(spareCell, 'text-right whitespace-nowrap text-ink-2')}>
            {changed !== undefined && <RelativeTime at={changed} />}
          </Cell>
        </>
      )}
    </div>
  );
}

function Cell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cx('min-w-0', className)} role="gridcell">
      {children}
    </div>
  );
}
