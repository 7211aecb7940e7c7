import type { SearchHit } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { GoNote } from '../model/go-options.ts';

interface PaletteNotesProps {
  notes: readonly GoNote[];
  /** A query or a signature was cut off. */
  cut: 'query' | 'signature' | undefined;
  /** Nothing in the change log has the id that was typed. */
  idMissing: boolean;
  /** The id belongs to a change or a request of this console. */
  idKind: 'oss-request' | 'uuid' | undefined;
  hits: readonly SearchHit[] | undefined;
  more: boolean;
  /** Not every bucket has been read. */
  unread: boolean;
  errors: readonly unknown[];
  /** Asks once more for what failed. */
  onRetry: () => void;
}

/** What has to be said about the text: how it was read, what is in the way, how far was looked. */
export function PaletteNotes({
  notes,
  cut,
  idMissing,
  idKind,
  hits,
  more,
  unread,
  errors,
  onRetry,
}: PaletteNotesProps) {
  const { t } = useTranslation('palette');
  const describe = useProblemText();
  const lines: string[] = [
    ...(cut === undefined ? [] : [t(`note.cut.${cut}`)]),
    ...notes.map((note) => {
      switch (note.note) {
        case 'malformed':
          return t('note.malformed');
        case 'unknown-host':
          return t('note.unknownHost', { host: toVisibleText(note.host) });
        case 'other-bucket':
          return t('note.otherBucket', { bucket: toVisibleText(note.bucket) });
        case 'other-region':
          return t('note.otherRegion', { bucket: toVisibleText(note.bucket), region: note.region });
        case 'region-differs':
          return t('note.regionDiffers', note);
      }
    }),
    ...(idMissing ? [t(idKind === 'uuid' ? 'note.idUnknown' : 'note.requestUnknown')] : []),
    ...(hits === undefined ? [] : [...(more ? [t('note.more')] : []), ...(unread ? [t('note.unread')] : [])]),
  ];
  const failed = [...new Set(errors.map((error) => describe(error).what))];
  if (lines.length === 0 && failed.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 border-b border-line bg-surface-2 px-4 py-2 text-12 text-ink-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {failed.map((line) => (
        <li className="flex items-center justify-between gap-3 text-danger" key={line}>
          {line}
          <Button onClick={onRetry} size="small">
            {t('again')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
