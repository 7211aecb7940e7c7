import { maxUpload } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { Versioning } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import { FileField } from '../../shared/ui/file-field.tsx';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { BacklinksNote } from './backlinks-note.tsx';
import { KeyNote } from './key-note.tsx';
import { UploadProgress } from './upload-progress.tsx';
import type { UploadForm } from './use-upload-form.ts';

interface UploadFieldsProps {
  form: UploadForm;
  scope: BucketRef;
  prefix: string;
  endpointHost: string | undefined;
  versioning: Versioning;
  /** More files were dropped than the one that is taken. */
  several: boolean;
}

/** Which file, to which key, what is stored there, and how the upload goes. */
export function UploadFields({ form, scope, prefix, endpointHost, versioning, several }: UploadFieldsProps) {
  const { t, i18n } = useTranslation('upload');
  const size = (bytes: number): string => formatSize(bytes, i18n.language);
  const { file, key, keyProblem, view, challenge } = form;
  return (
    <fieldset className="flex min-w-0 flex-col gap-4" disabled={form.upload.step === 'sending'}>
      <FileField
        error={
          file !== undefined && file.size > maxUpload
            ? t('file.tooLarge', { most: size(maxUpload) })
            : several && t('file.several')
        }
        file={file}
        hint={t('file.hint', { most: size(maxUpload) })}
        label={t('file.label')}
        onChoose={form.choose}
      />
      <KeyField
        error={
          keyProblem !== undefined && keyProblem !== 'empty'
            ? t(`keyProblem.${keyProblem}`)
            : key.endsWith('/') && key !== prefix && t('keyFolder')
        }
        hint={t('keyHint')}
        label={t('key')}
        onKey={form.typeKey}
        say={(misread) =>
          misread.why === 'other-bucket'
            ? t('keyMisread.other-bucket', { bucket: toVisibleText(misread.bucket) })
            : t(`keyMisread.${misread.why}`)
        }
        scope={{ bucket: scope.bucket, endpointHost }}
        value={key}
      />
      <TextField
        hint={t('typeHint')}
        label={t('type')}
        mono
        onChange={(event) => form.typeContentType(event.target.value)}
        value={form.contentType}
      />
      <ul aria-label={t('findings')} className="flex flex-col divide-y divide-line empty:hidden">
        {file !== undefined && key !== '' && keyProblem === undefined && (
          <KeyNote error={form.error} onRetry={form.retryLook} state={view?.state} versioning={versioning} />
        )}
        {(view?.state.kind === 'object' || view?.state.kind === 'absent') && (
          <BacklinksNote keyRef={{ ...scope, key }} over={view.state.kind} />
        )}
      </ul>
      {challenge !== undefined && (
        <TextField
          label={t(`proof.${challenge.kind}`, { text: challenge.text })}
          mono
          onChange={(event) => form.typeProof(event.target.value)}
          value={form.typedProof}
        />
      )}
      <TextField
        hint={t('note.hint')}
        label={t('note.label')}
        maxLength={500}
        onChange={(event) => form.typeReason(event.target.value)}
        value={form.reason}
      />
      <UploadProgress onRefresh={form.lookAgain} size={file?.size ?? 0} state={form.upload} />
    </fieldset>
  );
}
