import type { ResolvedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { toSpokenKey } from '../../../shared/lib/spoken-key.ts';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import type { ListRow } from '../model/list-rows.ts';
import { FolderRow } from './folder-row.tsx';
import { LinkTarget } from './link-target.tsx';
import { IncomingLinks, NoLinksHere, type Incoming } from './points-cell.tsx';
import { RowFrame, type RowProps } from './row-frame.tsx';
import { useBacklinks, useHasNoBacklinks, type KeyBacklinks } from './use-page-facts.ts';
import { useResolvedLink } from './use-resolved-link.ts';
import { ClassName } from '../../../shared/ui/value-name.tsx';

/** One row: folder, object or link. Pointer and keys are handled by the list. */
export const ObjectGridRow = memo(function ObjectGridRow(props: RowProps) {
  const { row } = props;
  if (row.kind === 'link') return <LinkRow {...props} entry={row.entry} />;
  if (row.kind === 'object') return <ObjectRow {...props} entry={row.entry} />;
  return <FolderRow {...props} />;
});

type EntryProps = RowProps & { entry: Extract<ListRow, { kind: 'object' | 'link' }>['entry'] };

function ObjectRow({ entry, ...props }: EntryProps) {
  const { t, i18n } = useTranslation('objects');
  const backlinks = useBacklinks(entry.key);
  const isLonely = useHasNoBacklinks(entry);
  const name = t('row.objectName', {
    name: toSpokenKey(entry.key),
    size: formatSize(entry.size, i18n.language),
  });
  const named = useNameWith(name, backlinks);
  return (
    <RowFrame
      {...props}
      changed={entry.lastModified}
      icon="file"
      leads={
        backlinks !== undefined ? (
          <IncomingLinks incoming={toIncoming(backlinks)} within={props.within} />
        ) : (
          isLonely && <NoLinksHere />
        )
      }
      name={isLonely ? [named, t('row.nobody')].join(t('row.comma')) : named}
      size={<Size bytes={entry.size} />}
      storageClass={<ClassName value={entry.storageClass} />}
    />
  );
}

function LinkRow({ entry, ...props }: EntryProps) {
  const { t } = useTranslation(['objects', 'health']);
  const lookup = useResolvedLink(entry);
  const backlinks = useBacklinks(entry.key);
  const { resolved, error } = lookup;
  const checking = resolved === undefined && error === null;
  const health = resolved === undefined ? 'unknown' : toShownHealth(resolved);
  const name = toSpokenKey(entry.key);
  const warning = useTargetWarning(resolved);
  const word = checking ? t('objects:row.checking') : t(`health:word.${health}`);
  return (
    <RowFrame
      {...props}
      changed={entry.lastModified}
      health={
        checking ? (
          <span className="flex items-center gap-1.5 text-ink-3">
            <Skeleton className="size-3.5 rounded-full" /> {word}
          </span>
        ) : (
          <HealthGlyph health={health} warning={warning} word />
        )
      }
      icon="link"
      soon={
        resolved?.breaksSoon
          ? { forecast: resolved.breaksSoon }
          : resolved?.mirror && { mirror: resolved.mirror }
      }
      leads={
        <LinkTarget
          backlinks={backlinks}
          beside={props.beside}
          link={entry.key}
          lookup={lookup}
          within={props.within}
        />
      }
      name={useNameWith(
        resolved?.target === undefined
          ? t('objects:row.linkName', { name, health: word })
          : t('objects:row.linkLeads', { name, target: toSpokenKey(resolved.target), health: word }),
        backlinks,
      )}
      size={
        resolved?.reached !== undefined ? (
          <Size bytes={resolved.reached.size} />
        ) : (
          health === 'chained' && <span className="text-ink-3">{t('objects:row.aLink')}</span>
        )
      }
      storageClass={resolved?.reached !== undefined && <ClassName value={resolved.reached.storageClass} />}
    />
  );
}

function toIncoming({ count, first, atLeast }: KeyBacklinks): Incoming {
  return { first: first[0], more: count - 1, count, atLeast };
}

/** What is odd about a target, whether or not it is there. */
function useTargetWarning(resolved: ResolvedLink | undefined): string | undefined {
  const { t } = useTranslation('objects');
  if (resolved?.impossible !== undefined) return t('row.impossible');
  return resolved?.readAs === undefined
    ? undefined
    : t('row.ambiguous', { key: toVisibleText(resolved.readAs) });
}

/** What is read aloud for a row, with who leads to it. */
function useNameWith(name: string, backlinks: KeyBacklinks | undefined): string {
  const { t } = useTranslation('objects');
  if (backlinks === undefined) return name;
  const said = t(backlinks.atLeast ? 'row.pointInAtLeast' : 'row.pointIn', { count: backlinks.count });
  return [name, said].join(t('row.comma'));
}
