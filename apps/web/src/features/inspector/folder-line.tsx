import type { KeyView } from '@signpost/api-contract';
import { judgeFolderLink } from '@signpost/link-model/index';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { useDenial } from '../../shared/access/use-denial.ts';

/** The folder link that a link is part of: to move one of many alone is rarely what is meant. */
export function FolderLine({ view: { connection, bucket, key } }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const folder = toParentPrefix(key);
  const row = useQuery({
    ...indexKeyQueries.folder({ connection, bucket }, folder),
    enabled: folder !== '',
  });
  const denial = useDenial(connection)('plan.write', { bucket, prefix: folder, partly: true });
  const follows = row.data?.folderLink;
  if (follows === undefined) return null;
  const { prefix, source } = follows;
  // As on every screen: 8 of 9 where the ninth leads elsewhere, or nowhere.
  const { working, links } = judgeFolderLink(follows);
  return (
    <p className="mb-1.5 flex flex-wrap items-baseline gap-x-1.5 text-12 text-ink-2">
      {t('folder.in')}
      <Link
        className="touch-target inline-flex min-h-6 min-w-0 items-center text-accent hover:underline"
        params={{ connection, bucket }}
        search={{ prefix }}
        to="/c/$connection/b/$bucket"
      >
        <KeyText emphasis={false} value={prefix} />
      </Link>
      <span>
        <span aria-hidden="true">⇒</span>
        <span className="sr-only">{t('folder.follows')}</span>
      </span>
      <KeyText emphasis={false} value={source} />
      <span className="text-ink-3">{t('folder.of', { count: links, following: working })}</span>
      {denial === undefined && (
        <Link
          className="touch-target inline-flex min-h-6 items-center text-accent hover:underline"
          params={{ connection, bucket }}
          search={{ prefix, key, dialog: 'move', on: prefix }}
          to="/c/$connection/b/$bucket"
        >
          {t('folder.move')}
        </Link>
      )}
    </p>
  );
}
