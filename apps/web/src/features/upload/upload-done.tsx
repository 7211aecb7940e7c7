import type { AnswerOf } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';

/** What became of the upload, with what a ticket to the vendor would need. */
export function UploadDone({ answer, size }: { answer: AnswerOf<'uploadObject'>; size: number }) {
  const { t, i18n } = useTranslation('upload');
  const { view, ossRequestId } = answer;
  return (
    <div className="flex flex-col gap-2 text-13" role="status">
      <p className="flex items-center gap-2 text-14 font-medium">
        <Icon className="text-health-ok" name="check" />
        {t('done.title', { name: toVisibleText(toKeyParts(view.key).name) })}
      </p>
      <p className="break-all text-ink-2">
        {t('done.body', { size: formatSize(size, i18n.language), key: toVisibleText(view.key) })}
      </p>
      {ossRequestId !== undefined && (
        <p className="flex items-center gap-1 text-12 text-ink-3">
          {t('done.request')}: <span className="font-mono break-all">{ossRequestId}</span>
          <CopyButton text={ossRequestId} what={t('done.request')} />
        </p>
      )}
    </div>
  );
}
