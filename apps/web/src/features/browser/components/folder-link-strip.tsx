import { judgeFolderLink } from '@signpost/link-model/index';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toKeyParts, toParentPrefix } from '../../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { ForecastLine } from './forecast-line.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';

export interface FolderLinkStripProps extends BucketRef {
  /** The folder that is shown. */
  prefix: string;
  onMove: () => void;
}

/**
 * Inside a folder link: what it follows, how much of it does, where the rest went, and the way to move it. In any folder:
 * what breaks soon.
 */
export function FolderLinkStrip({ connection, bucket, prefix, onMove }: FolderLinkStripProps) {
  const { t } = useTranslation(['objects', 'actions', 'health']);
  const { data } = useQuery(indexKeyQueries.folder({ connection, bucket }, prefix));
  const deny = useDenial(connection);
  const follows = data?.folderLink;
  const ahead = data?.breaksSoon && (
    <ForecastLine breaksSoon={data.breaksSoon} bucket={bucket} connection={connection} prefix={prefix} />
  );
  if (follows === undefined) return ahead;
  const { working, links } = judgeFolderLink(follows);
  const within = toParentPrefix(prefix);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-13">
      <KeyText emphasis={false} value={toKeyParts(prefix).name} />
      <span aria-label={t('actions:move.follows')} className="text-accent" role="img">
        ⇒
      </span>
      <KeyText value={follows.source} within={within} />
      <span className={working === links ? 'text-ink-3' : 'text-caution'}>
        {t('objects:row.following', { following: working, count: links })}
      </span>
      {follows.rest.map(({ source, health, links: count, first }) => (
        <span className="flex min-w-0 items-center gap-1 text-ink-2" key={first}>
          {source === undefined || source === follows.source ? (
            t('objects:row.unhealthy', { count, health: t(`health:word.${health}`) })
          ) : (
            <>
              {t('actions:move.others', { count })}
              <KeyText value={source} within={within} />
            </>
          )}
        </span>
      ))}
      <Button
        disabledReason={deny('plan.write', { bucket, prefix, partly: true })}
        onClick={onMove}
        size="small"
      >
        {t('objects:row.move')}
      </Button>
      {ahead}
    </div>
  );
}
