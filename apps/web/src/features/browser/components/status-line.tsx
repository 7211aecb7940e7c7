import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { pageSize } from '../../../shared/queries/object-queries.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import { buttonClass, IconButton } from '../../../shared/ui/button.tsx';
import { Kbd } from '../../../shared/ui/kbd.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { toFolderSearch, toNextPageSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import type { LinkBatcher } from '../model/link-batcher.ts';

const hints = { r: 'repoint', y: 'copy', u: 'undo', f: 'find', '?': 'keys' } as const;

interface StatusLineProps extends BucketRef {
  search: BrowserSearch;
  count: number;
  /** Token of the page after this one, if the folder goes on. */
  nextCursor: string | undefined;
  listCalls: number;
  scannedAt: number;
  batcher: LinkBatcher;
  /** No links: nothing to repoint here. */
  linksUnsupported: boolean;
}

/** How far the folder has been read, what that cost, how old it is, and the way on. */
export function StatusLine({
  connection,
  bucket,
  search,
  count,
  nextCursor,
  listCalls,
  scannedAt,
  batcher,
  linksUnsupported,
}: StatusLineProps) {
  const { t } = useTranslation('objects');
  const spent = useSyncExternalStore(batcher.subscribe, batcher.spent);
  const rows = useChoice(rowHeightChoice);
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const further = search.cursor !== undefined || search.after !== undefined;
  const more = nextCursor !== undefined;
  const reach = further ? (more ? 'part' : 'further') : more ? 'first' : 'whole';
  const page = { params: { connection, bucket }, to: '/c/$connection/b/$bucket' } as const;
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-1 border-t border-line bg-surface-0 px-3 text-12 text-ink-3">
      <output className="min-w-0 py-1">
        {t(`status.${reach}`, { count })}
        {' · '}
        {t('status.calls', { count: listCalls })}
      </output>
      {/* Outside the status: every answer would be read aloud. */}
      {spent > 0 && (
        <p className="-ml-1" data-tip={t('status.lookupsMeaning')}>
          {t('row.comma')}
          {t('status.lookups', { count: spent })}
        </p>
      )}
      <p className="max-sm:hidden">
        · <Age at={scannedAt} />
      </p>
      <span className="flex-1" />
      {singleKeys && (
        <p aria-hidden="true" className="mr-2 flex items-center gap-3 max-lg:hidden">
          {(['r', 'y', 'u', 'f', '?'] as const)
            .filter((key) => !linksUnsupported || (key !== 'r' && key !== 'u'))
            .map((key) => (
              <span className="flex items-center gap-1" key={key}>
                <Kbd>{key}</Kbd> {t(`status.hint.${hints[key]}`)}
              </span>
            ))}
        </p>
      )}
      {further && (
        <Link
          {...page}
          className={buttonClass('quiet', 'small')}
          search={toFolderSearch(search.prefix ?? '')}
        >
          {t('status.fromStart')}
        </Link>
      )}
      {more && (
        <Link
          {...page}
          className={buttonClass('outline', 'small')}
          search={toNextPageSearch(search, nextCursor)}
          data-tip={t('status.goOnMeaning', { count: pageSize })}
        >
          {t('status.goOn')}
        </Link>
      )}
      <IconButton
        className="max-sm:hidden"
        icon="rows"
        label={rows === 'compact' ? t('status.comfortable') : t('status.compact')}
        onClick={() => rowHeightChoice.set(rows === 'compact' ? 'comfortable' : 'compact')}
        size="small"
      />
    </div>
  );
}
