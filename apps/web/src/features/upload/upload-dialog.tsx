import { findKeyProblem } from '@signpost/oss-protocol/rules';
import { maxUpload } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { Versioning } from '@signpost/link-model/write';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { FileField } from './file-field.tsx';
import { KeyNote } from './key-note.tsx';
import { BacklinksNote } from './backlinks-note.tsx';
import { UploadDone } from './upload-done.tsx';
import { findObstacle } from './upload-check.ts';
import { UploadProgress } from './upload-progress.tsx';
import { useContentType } from './use-content-type.ts';
import { useUpload } from './use-upload.ts';

export interface UploadDialogProps extends BucketRef {
  /** Folder the file is meant for. */
  prefix: string;
  /** Host (with port) of the connection's endpoint: tells its addresses. */
  endpointHost: string | undefined;
  /** Whether an object that is replaced stays as a version. */
  versioning: Versioning;
  /** What was dropped; the first of it is taken. */
  dropped: readonly File[];
  /** How the loss of an object is confirmed, the same as wherever one may be lost. */
  proof: {
    challenge: (key: string, size: number) => { kind: 'name' | 'size'; text: string };
    isProven: (challenge: { kind: 'name' | 'size'; text: string }, typed: string) => boolean;
  };
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
  const { t, i18n } = useTranslation('upload');
  const [file, setFile] = useState(dropped[0]);
  const [key, setKey] = useState(`${prefix}${file?.name ?? ''}`);
  const [contentType, setContentType] = useContentType(file);
  const [typed, setTyped] = useState('');
  const upload = useUpload(onStored);
  const { step } = upload.state;
  const keyProblem = findKeyProblem(key);
  const debounced = useDebounced(key, 300);
  const snapshot = useQuery({
    ...keyQueries.view({ connection, bucket, key: debounced }),
    enabled: file !== undefined && findKeyProblem(debounced) === undefined && step !== 'done',
  });
  // A view of the key that was typed before says nothing of this one.
  const view = debounced === key && !snapshot.isFetching ? snapshot.data : undefined;
  const object = view?.state.kind === 'object' ? view.state : undefined;
  const challenge = object && proof.challenge(key, object.facts.size);
  const proven = challenge !== undefined && proof.isProven(challenge, typed);
  const obstacle = findObstacle({ file, key, state: view?.state, proven });
  const name = toVisibleText(toKeyParts(key).name);
  const size = (bytes: number): string => formatSize(bytes, i18n.language);

  const choose = (next: File | undefined): void => {
    // A key that was typed by hand stays.
    if (key === `${prefix}${file?.name ?? ''}`) setKey(`${prefix}${next?.name ?? ''}`);
    setFile(next);
    setTyped('');
    upload.reset();
  };
  const send = (): void => {
    if (file === undefined || obstacle !== undefined || view === undefined) return;
    const replaced =
      object === undefined ? {} : { proofEtag: object.facts.etag, proofSize: String(object.facts.size) };
    const type = contentType.trim();
    upload.send({
      query: { connection, bucket, key, ...(type === '' ? {} : { contentType: type }), ...replaced },
      file,
      etag: object?.facts.etag,
    });
  };

  const reasonOf = (): string | undefined => {
    if (obstacle === undefined) return undefined;
    if (obstacle === 'tooLarge')
      return t('file.tooLarge', { size: size(file?.size ?? 0), most: size(maxUpload) });
    return t(`reason.${obstacle}`);
  };

  const done = step === 'done' ? upload.state.answer : undefined;
  const footer =
    done !== undefined ? (
      <>
        <Button onClick={() => onShowKey(done.view.key)}>{t('act.show')}</Button>
        <Button icon="link" onClick={() => onLinkTo(done.view.key)} variant="primary">
          {t('act.link')}
        </Button>
      </>
    ) : step === 'sending' ? (
      // Another button than the one that sent, which may be pressed twice.
      <Button key="stop" onClick={upload.stop}>
        {t('act.stop')}
      </Button>
    ) : (
      <Button
        disabledReason={reasonOf()}
        icon="up"
        key="send"
        onClick={send}
        variant={object === undefined ? 'primary' : proven ? 'danger' : 'outline-danger'}
      >
        {t(object === undefined ? 'act.create' : 'act.replace', { name })}
      </Button>
    );

  return (
    <Dialog
      busy={step === 'sending'}
      footer={footer}
      onClose={onClose}
      open
      steady={step === 'sending' || step === 'done'}
      title={t('title', { place: toVisibleText(prefix === '' ? bucket : prefix) })}
    >
      {done !== undefined ? (
        <UploadDone answer={done} size={file?.size ?? 0} />
      ) : (
        <fieldset className="flex min-w-0 flex-col gap-4" disabled={step === 'sending'}>
          <FileField file={file} onChoose={choose} several={dropped.length > 1 && file === dropped[0]} />
          <KeyField
            error={
              keyProblem !== undefined && keyProblem !== 'empty'
                ? t(`keyProblem.${keyProblem}`)
                : key.endsWith('/') && key !== prefix && t('keyFolder')
            }
            hint={t('keyHint')}
            label={t('key')}
            onKey={(next) => {
              setKey(next);
              setTyped('');
              upload.reset();
            }}
            say={(misread) =>
              misread.why === 'other-bucket'
                ? t('keyMisread.other-bucket', { bucket: toVisibleText(misread.bucket) })
                : t(`keyMisread.${misread.why}`)
            }
            scope={{ bucket, endpointHost }}
            value={key}
          />
          <TextField
            hint={t('typeHint')}
            label={t('type')}
            mono
            onChange={(event) => setContentType(event.target.value)}
            value={contentType}
          />
          {file !== undefined && key !== '' && keyProblem === undefined && (
            <KeyNote
              error={snapshot.error}
              onRetry={() => void snapshot.refetch()}
              state={view?.state}
              versioning={versioning}
            />
          )}
          {(view?.state.kind === 'object' || view?.state.kind === 'absent') && (
            <BacklinksNote over={view.state.kind} keyRef={{ connection, bucket, key }} />
          )}
          {challenge !== undefined && (
            <TextField
              label={t(`proof.${challenge.kind}`, { text: challenge.text })}
              mono
              onChange={(event) => setTyped(event.target.value)}
              value={typed}
            />
          )}
          <UploadProgress
            onRefresh={() => {
              upload.reset();
              setTyped('');
              void snapshot.refetch();
            }}
            size={file?.size ?? 0}
            state={upload.state}
          />
        </fieldset>
      )}
    </Dialog>
  );
}
