import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { UploadFinding } from './upload-finding.tsx';
import type { KeyRef } from '../../shared/lib/key-ref.ts';

/** Names that a sentence has room for; the rest is counted. */
const mostNamed = 3;

interface BacklinksNoteProps {
  keyRef: KeyRef;
  /** What is stored there: other bytes for their readers, or the first ones. */
  over: 'object' | 'absent';
}

/** Whose readers an upload to this key would reach: the links that lead to it, as far as is known. */
export function BacklinksNote({ keyRef, over }: BacklinksNoteProps) {
  const { t, i18n } = useTranslation('upload');
  const backlinks = useQuery(indexKeyQueries.backlinks(keyRef));
  if (backlinks.data === undefined) return null;
  const { items, total, coverage } = backlinks.data;
  if (total === 0)
    return coverage.state === 'complete' || over === 'absent' ? null : (
      <UploadFinding level="advise">{t('backlinks.unknown')}</UploadFinding>
    );
  const named = items.slice(0, mostNamed).map(toVisibleText);
  const rest = total - named.length;
  const names = new Intl.ListFormat(i18n.language).format(
    rest > 0 ? [...named, t('backlinks.rest', { count: rest })] : named,
  );
  return (
    <UploadFinding level={over === 'object' ? 'advise' : 'note'}>
      {t(`backlinks.${over}`, { count: total, names })}
      {coverage.state !== 'complete' && ` ${t('backlinks.atLeast')}`}
    </UploadFinding>
  );
}
