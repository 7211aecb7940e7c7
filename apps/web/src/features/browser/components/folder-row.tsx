import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import type { FolderFacts } from '../model/folder-facts.ts';
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
    follows !== undefined && t('objects:row.follows', { source: toVisibleText(follows.source) }),
    follows?.working !== undefined &&
      t('objects:row.following', { following: follows.working, count: follows.links }),
    healthText,
    kinds,
    backlinks !== undefined && t('objects:row.pointedBy', { name: toVisibleText(backlinks.first) }),
    pointText,
    lonely && t('objects:row.nobody'),
    sums,
  ].filter((part) => part !== false && part !== undefined);
  return (
    <RowFrame
      {...props}
      changed={newest}
      icon={follows === undefined ? 'folder' : 'folder-link'}
      leads={<FolderLeads facts={facts} within={props.within} />}
      name={[t('objects:row.folderName', { name: toVisibleText(props.row.id) }), ...spoken].join(
        t('objects:row.comma'),
      )}
      health={
        health !== undefined && healthText !== undefined ? (
          <span className="flex min-w-0 items-center gap-1.5" title={kinds}>
            <HealthGlyph className="[&>.sr-only]:hidden" health={health.worst} />
            <span className={cx('truncate', healthInk[health.worst])}>{healthText}</span>
          </span>
        ) : pointText !== undefined ? (
          <span className="truncate text-ink-2" title={pointText}>
            {pointText}
          </span>
        ) : (
          lonely && (
            <span aria-hidden="true" className="text-ink-3 max-sm:hidden">
              –
            </span>
          )
        )
      }
      size={sums === false ? undefined : <span title={linksToo}>{sums}</span>}
      storageClass={classes?.map(names.storageClass).join(t('objects:row.comma'))}
    />
  );
}

/** Nobody points here. Of a folder that itself holds links that says little: it points elsewhere. */
function isLonely({ follows, backlinks, backlinkCount, links }: FolderFacts): boolean {
  return follows === undefined && backlinks === undefined && backlinkCount === 0 && links === undefined;
}

/** `⇒` where a folder link leads, or `←` who points in. */
function FolderLeads({ facts, within }: { facts: FolderFacts; within: string }) {
  const { t } = useTranslation('objects');
  const { follows, backlinks, backlinkCount, atLeast } = facts;
  if (follows !== undefined) {
    const part = follows.working !== follows.links;
    return (
      <span className="flex min-w-0 items-center gap-1.5">
        <span aria-hidden="true" className="text-accent">
          ⇒
        </span>
        <KeyText value={follows.source} within={within} />
        {follows.links !== undefined && (
          <span className={part ? 'shrink-0 text-12 text-caution' : 'shrink-0 text-12 text-ink-3'}>
            {t('row.following', { following: follows.working, count: follows.links })}
          </span>
        )}
      </span>
    );
  }
  if (backlinks !== undefined) {
    return (
      <span className="flex min-w-0 items-center gap-1.5">
        <span aria-hidden="true" className="text-ink-3">
          ←
        </span>
        <KeyText value={backlinks.first} within={within} />
        {backlinks.more > 0 && (
          <span className="shrink-0 text-ink-3">
            {t(atLeast === true ? 'row.andMoreAtLeast' : 'row.andMore', { count: backlinks.more })}
          </span>
        )}
      </span>
    );
  }
  if (backlinkCount === undefined || (backlinkCount === 0 && !isLonely(facts))) return null;
  return <span className="truncate text-ink-3">{t(isLonely(facts) ? 'row.nobody' : 'row.fromWithin')}</span>;
}
