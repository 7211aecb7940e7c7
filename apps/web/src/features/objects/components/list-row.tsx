/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { toVisibleText } from '@signpost/link-model';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import type { ListRow } from '../model/list-rows.ts';
import { gridColumns, spareCell } from './grid-columns.ts';
import { useResolvedLink, type LookedUp } from './use-resolved-link.ts';

interface RowProps {
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

/** One row: folder, object or link. Pointer and keys are handled by the list. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { row } = props;
  if (row.kind === 'link') return <LinkRow {...props} entry={row.entry} />;
  if (row.kind === 'object') return <ObjectRow {...props} entry={row.entry} />;
  return <FolderRow {...props} />;
});

type EntryProps = RowProps & { entry: Extract<ListRow, { kind: 'object' | 'link' }>['entry'] };

function FolderRow(props: RowProps) {
  const { t } = useTranslation('objects');
  return (
    <RowFrame
      {...props}
      icon="folder"
      leads={<span className="text-ink-3">{t('row.folder')}</span>}
      name={t('row.folderName', { name: toVisibleText(props.row.id) })}
    />
  );
}

function ObjectRow({ entry, ...props }: EntryProps) {
  const { t, i18n } = useTranslation('objects');
  return (
    <RowFrame
      {...props}
      changed={entry.lastModified}
      icon="file"
      leads={<span className="text-ink-3">{t('row.object')}</span>}
      name={t('row.objectName', {
        name: toVisibleText(entry.key),
        size: formatSize(entry.size, i18n.language),
      })}
      size={entry.size}
      storageClass={entry.storageClass}
    />
  );
}

function LinkRow({ entry, ...props }: EntryProps) {
  const { t } = useTranslation(['objects', 'health']);
  const looked = useResolvedLink(entry);
  const { resolved } = looked;
  const health = resolved?.health ?? 'unknown';
  const name = toVisibleText(entry.key);
  const word = t(`health:word.${health}`);
  return (
    <RowFrame
      {...props}
      changed={entry.lastModified}
      health={<HealthGlyph health={health} word />}
      icon="link"
      leads={<Target looked={looked} within={props.within} />}
      name={
        resolved?.target === undefined
          ? t('objects:row.linkName', { name, health: word })
          : t('objects:row.linkLeads', { name, target: toVisibleText(resolved.target), health: word })
      }
      size={resolved?.reached?.size}
      storageClass={resolved?.reached?.storageClass}
    />
  );
}

function Target({ looked, within }: { looked: LookedUp; within: string }) {
  const { t } = useTranslation('objects');
  const describe = useProblemText();
  const { resolved } = looked;
  const error =
    resolved?.problem === undefined ? looked.error : new ApiError(toKnownCode(resolved.problem.code));
  const failure = error === null ? undefined : t('row.lookupFailed', { what: describe(error).what });
  if (resolved?.target === undefined && failure !== undefined) {
    return (
      <span className="truncate text-danger" title={failure}>
        {failure}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {resolved?.target !== undefined && <KeyText value={resolved.target} within={within} />}
      {failure !== undefined && (
        <span className="shrink-0 text-caution" title={failure}>
          <Icon name="warning" size={14} />
          <span className="sr-only">{failure}</span>
        </span>
      )}
    </span>
  );
}

interface FrameProps extends RowProps {
  /** What a screen reader says for the whole row. */
  name: string;
  icon: IconName;
  leads: ReactNode;
  health?: ReactNode;
  size?: number | undefined;
  storageClass?: string | undefined;
  changed?: string;
}

function RowFrame({
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
      <Icon className={cx('shrink-0', row.kind === 'link' ? 'text-accent' : 'text-ink-3')} name={icon} />
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
            {health ?? (size !== undefined && <Size bytes={size} className="text-ink-3" />)}
          </span>
        </div>
      ) : (
        <>
          <Cell className="flex items-center">{key}</Cell>
          <Cell className="flex items-center">{leads}</Cell>
          <Cell className="flex items-center">{health}</Cell>
          <Cell className={cx(spareCell, 'text-right text-ink-2')}>
            {size !== undefined && <Size bytes={size} />}
          </Cell>
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
