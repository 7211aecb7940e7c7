import { maxUpload } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { Versioning } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { UploadDone } from './upload-done.tsx';
import { UploadFields } from './upload-fields.tsx';
import { useUploadForm, type UploadForm, type UploadProof } from './use-upload-form.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

export interface UploadDialogProps extends BucketRef {
  /** Folder the file is meant for. */
  prefix: string;
  /** Host (with port) of the connection's endpoint: tells its addresses. */
  endpointHost: string | undefined;
  /** Whether an object that is replaced stays as a version. */
  versioning: Versioning;
  /** What was dropped; the first of it is taken. */
  dropped: readonly File[];
  proof: UploadProof;
  onClose: () => void;
  /** Something may have been written at this key. */
  onStored: (key: string) => void;
  onShowKey: (key: string) => void;
  onLinkTo: (key: string) => void;
}

/** A small upload: which file, to which key, what is stored there, and then one button that says what it does. */
export function UploadDialog({
  connection,
  bucket,
  prefix,
  endpointHost,
  versioning,
  dropped,
  proof,
  onClose,
  onStored,
  onShowKey,
  onLinkTo,
}: UploadDialogProps) {
  const { t } = useTranslation('upload');
  const { t: tCommon } = useTranslation();
  const scope = { connection, bucket };
  const form = useUploadForm({ scope, prefix, dropped, proof, onStored });
  const { file, upload } = form;
  return (
    <Dialog
      busy={upload.step === 'sending'}
      footer={
        upload.step === 'done' ? (
          <>
            <Button onClick={onClose} variant="quiet">
              {tCommon('action.close')}
            </Button>
            <Button onClick={() => onShowKey(upload.answer.view.key)}>{t('act.show')}</Button>
            <Button icon="link" onClick={() => onLinkTo(upload.answer.view.key)} variant="primary">
              {t('act.link')}
            </Button>
          </>
        ) : upload.step === 'sending' ? (
          // Another button than the one that sent, which may be pressed twice.
          <Button key="stop" onClick={form.stop}>
            {t('act.stop')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} variant="quiet">
              {tCommon('action.cancel')}
            </Button>
            <SendButton form={form} key="send" scope={scope} />
          </>
        )
      }
      onClose={onClose}
      open
      steady={upload.step === 'sending'}
      title={
        upload.step === 'done'
          ? t('done.heading', { name: toVisibleText(toKeyParts(upload.answer.view.key).name) })
          : t('title', { place: toVisibleText(prefix === '' ? bucket : prefix) })
      }
    >
      {upload.step === 'done' ? (
        <UploadDone answer={upload.answer} size={file?.size ?? 0} />
      ) : (
        <UploadFields
          endpointHost={endpointHost}
          form={form}
          prefix={prefix}
          scope={scope}
          several={dropped.length > 1 && file === dropped[0]}
          versioning={versioning}
        />
      )}
    </Dialog>
  );
}

function SendButton({ form, scope: { connection, bucket } }: { form: UploadForm; scope: BucketRef }) {
  const { t, i18n } = useTranslation('upload');
  const { key, challenge, proven, obstacle } = form;
  const size = (bytes: number): string => formatSize(bytes, i18n.language);
  const deny = useDenial(connection);
  const denial = key === '' ? undefined : deny('object.write', { bucket, key });
  const reason =
    denial ??
    (obstacle === undefined
      ? undefined
      : obstacle === 'tooLarge'
        ? t('file.tooLarge', { most: size(maxUpload) })
        : t(`reason.${obstacle}`));
  return (
    <>
      {reason !== undefined && (
        // Assistive technology reads it with the button.
        <span aria-hidden="true" className="min-w-0 text-12 text-ink-2">
          {reason}
        </span>
      )}
      <Button
        disabledReason={reason}
        icon="up"
        onClick={form.send}
        variant={challenge === undefined ? 'primary' : proven ? 'danger' : 'outline-danger'}
      >
        {t(challenge === undefined ? 'act.create' : 'act.replace', {
          name: toVisibleText(toKeyParts(key).name),
        })}
      </Button>
    </>
  );
}
