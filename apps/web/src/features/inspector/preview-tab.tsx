import type { KeyView } from '@signpost/api-contract';
import { countExcessMarks, toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewQueries } from '../../shared/queries/preview-queries.ts';
import { toOperationUrl } from '../../shared/api/call.ts';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../../shared/ui/text-skeleton.tsx';
import { isReadable, toContentEtag } from './model/link-verdict.ts';
import { toPreviewNotes } from './model/preview-notes.ts';

/** The beginning of what readers get: text as text, images as images, nothing that could run. */
export function PreviewTab({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const keyRef = { connection: view.connection, bucket: view.bucket, key: view.key };
  const readable = isReadable(view);
  const preview = useQuery({ ...previewQueries.preview(keyRef, toContentEtag(view)), enabled: readable });
  if (!readable) return <p className="text-13 text-ink-2">{t('preview.refused')}</p>;
  if (preview.isError)
    return <FailedState error={preview.error} inline onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <TextSkeleton />;
  const { data } = preview;
  if (data.kind === 'other') return <p className="text-13 text-ink-2">{t(`preview.other.${data.why}`)}</p>;
  if (data.kind === 'text' && data.text === '')
    return <p className="text-13 text-ink-2">{t('preview.empty')}</p>;
  const charset = data.kind === 'text' && data.charset !== 'utf-8' ? data.charset : undefined;
  const notes = toPreviewNotes(data, { key: view.key, contentType: toReaderType(view) });
  return (
    <figure className="flex flex-col gap-1">
      {data.kind === 'image' ? (
        <img
          alt={t('preview.image', { key: toVisibleText(view.key) })}
          className="max-h-96 max-w-full self-start rounded-md border border-line bg-surface-2"
          src={toOperationUrl('previewObject', keyRef)}
        />
      ) : (
        <pre
          className="max-h-96 overflow-auto rounded-md border border-line bg-surface-0 p-3 font-mono text-12 whitespace-pre-wrap wrap-anywhere"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling boxes must be reachable by keyboard
          tabIndex={0}
        >
          {countExcessMarks(data.text)}
        </pre>
      )}
      {charset !== undefined && (
        <p className="text-12 text-ink-2">{t('preview.charset', { charset: charset.toUpperCase() })}</p>
      )}
      {notes.length > 0 && (
        <figcaption className="flex flex-col gap-0.5 text-12 text-ink-2">
          {notes.map((note) => (
            <span key={note}>{t(`preview.note.${note}`)}</span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

/** The Content-Type that readers of this key are told. */
function toReaderType({ state, link }: KeyView): string | undefined {
  if (state.kind === 'object') return state.headers.contentType;
  return link?.reader.find(({ name }) => name === 'Content-Type')?.value ?? undefined;
}
