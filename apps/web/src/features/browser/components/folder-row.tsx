import { toSpokenKey } from '../../../shared/lib/spoken-key.ts';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { FolderPoints, isLonely } from './points-cell.tsx';
import { RowFrame, type RowProps } from './row-frame.tsx';
import { useFolderFacts } from './use-page-facts.ts';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';

/** A folder, drawn from the link index; without it, a folder and nothing else. */
export function FolderRow(props: RowProps) {
  const { t, i18n } = useTranslation(['objects', 'health']);
  const names = useValueNames();
  const facts = useFolderFacts(props.row.id) ?? {};
  const { follows, health, backlinkCount, atLeast, backlinks, holds, links, classes, newest } = facts;
  const healthText =
    health === undefined
      ? undefined
      : health.worst === 'ok'
        ? t('health:word.ok')
        : health.worst === 'served-wrongly'
          ? t('objects:row.servedWrongly', { count: health.count })
          : health.kinds === undefined
            ? t('objects:row.unhealthy', { count: health.count, health: t(`health:word.${health.worst}`) })
            : t('objects:row.broken', { count: health.count });
  const kinds = health?.kinds
    ?.map((kind) =>
      t('objects:row.unhealthy', { count: kind.count, health: t(`health:word.${kind.health}`) }),
    )
    .join(t('objects:row.comma'));
  const sums =
    holds === undefined || follows !== undefined
      ? links !== undefined && t('objects:row.links', { count: links })
      : t('objects:row.holds', { count: holds.objects, size: formatSize(holds.bytes, i18n.language) });
  const linksToo =
    holds !== undefined && links !== undefined ? t('objects:row.links', { count: links }) : undefined;
  const pointText =
    backlinkCount === undefined || backlinkCount === 0
      ? undefined
      : t(atLeast === true ? 'objects:row.pointInAtLeast' : 'objects:row.pointIn', { count: backlinkCount });
  const lonely = isLonely(facts);
  const spoken = [
    follows !== undefined && t('objects:row.follows', { source: toSpokenKey(follows.source) }),
    follows?.working !== undefined &&
      t('objects:row.following', { following: follows.working, count: follows.links }),
    healthText,
    kinds,
    backlinks !== undefined && t('objects:row.pointedBy', { name: toSpokenKey(backlinks.first) }),
    pointText,
    lonely && t('objects:row.nobody'),
    sums,
  ].filter((part) => part !== false && part !== undefined);
  return (
    <RowFrame
      {...props}
      changed={newest}
      icon={follows === undefined ? 'folder' : 'folder-link'}
      leads={<FolderPoints facts={facts} within={props.within} />}
      name={[t('objects:row.folderName', { name: toSpokenKey(props.row.id) }), ...spoken].join(
        t('objects:row.comma'),
      )}
      health={
        health !== undefined && healthText !== undefined ? (
          <span className="flex min-w-0 items-center gap-1.5" data-tip={kinds}>
            <HealthGlyph className="[&>.sr-only]:hidden" health={health.worst} />
            <span className={cx('truncate', healthInk[health.worst])}>{healthText}</span>
          </span>
        ) : undefined
      }
      size={sums === false ? undefined : <span data-tip={linksToo}>{sums}</span>}
      soon={facts.soon}
      storageClass={classes?.map(names.storageClass).join(t('objects:row.comma'))}
    />
  );
}
