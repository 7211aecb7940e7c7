import { findKeyProblem, type KeyProblem } from '@signpost/oss-protocol/rules';
import type { KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { findObstacle, type UploadObstacle } from './upload-check.ts';
import { useContentType } from './use-content-type.ts';
import { useUpload, type UploadState } from './use-upload.ts';

/** What has to be typed before an object is replaced. */
export interface ProofChallenge {
  kind: 'name' | 'size';
  text: string;
}

/** How the loss of an object is confirmed, the same as wherever one may be lost. */
export interface UploadProof {
  challenge: (key: string, size: number) => ProofChallenge;
  isProven: (challenge: ProofChallenge, typed: string) => boolean;
}

interface UploadFormInput {
  scope: BucketRef;
  prefix: string;
  dropped: readonly File[];
  proof: UploadProof;
  onStored: (key: string) => void;
}

/** Everything that is chosen and typed for an upload, and what was found at its key. */
export interface UploadForm {
  file: File | undefined;
  choose: (file: File | undefined) => void;
  key: string;
  typeKey: (key: string) => void;
  keyProblem: KeyProblem | undefined;
  contentType: string;
  typeContentType: (type: string) => void;
  /** What is stored at this very key; undefined until it has been looked at. */
  view: KeyView | undefined;
  /** Why it could not be looked at. */
  error: Error | null;
  retryLook: () => void;
  /** Looks at the key again, and forgets how the last upload ended. */
  lookAgain: () => void;
  /** Asked for where an object would be replaced. */
  challenge: ProofChallenge | undefined;
  proven: boolean;
  /** Kept with the change. */
  reason: string;
  typeReason: (text: string) => void;
  typedProof: string;
  typeProof: (text: string) => void;
  obstacle: UploadObstacle | undefined;
  upload: UploadState;
  send: () => void;
  stop: () => void;
}

export function useUploadForm({ scope, prefix, dropped, proof, onStored }: UploadFormInput): UploadForm {
  const [file, setFile] = useState(dropped[0]);
  const [key, setKey] = useState(`${prefix}${file?.name ?? ''}`);
  const [contentType, typeContentType] = useContentType(file);
  const [typedProof, typeProof] = useState('');
  const [reason, typeReason] = useState('');
  const upload = useUpload(onStored);
  const debounced = useDebounced(key, 300);
  const snapshot = useQuery({
    ...keyQueries.view({ ...scope, key: debounced }),
    enabled: file !== undefined && findKeyProblem(debounced) === undefined && upload.state.step !== 'done',
  });
  // A view of the key that was typed before says nothing of this one.
  const view = debounced === key && !snapshot.isFetching ? snapshot.data : undefined;
  const object = view?.state.kind === 'object' ? view.state : undefined;
  const challenge = object && proof.challenge(key, object.facts.size);
  const proven = challenge !== undefined && proof.isProven(challenge, typedProof);
  const obstacle = findObstacle({ file, key, state: view?.state, proven });

  /** Nothing that was agreed to carries over to another write. */
  const startOver = (): void => {
    typeProof('');
    upload.reset();
  };
  return {
    file,
    choose: (next) => {
      // A key that was typed by hand stays.
      if (key === `${prefix}${file?.name ?? ''}`) setKey(`${prefix}${next?.name ?? ''}`);
      setFile(next);
      startOver();
    },
    key,
    typeKey: (next) => {
      setKey(next);
      startOver();
    },
    keyProblem: findKeyProblem(key),
    contentType,
    typeContentType,
    view,
    error: snapshot.error,
    retryLook: () => void snapshot.refetch(),
    lookAgain: () => {
      startOver();
      void snapshot.refetch();
    },
    challenge,
    proven,
    reason,
    typeReason,
    typedProof,
    typeProof,
    obstacle,
    upload: upload.state,
    send: () => {
      if (file === undefined || obstacle !== undefined || view === undefined) return;
      const replaced =
        object === undefined ? {} : { proofEtag: object.facts.etag, proofSize: String(object.facts.size) };
      const type = contentType.trim();
      upload.send({
        query: {
          ...scope,
          key,
          ...(type === '' ? {} : { contentType: type }),
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          ...replaced,
        },
        file,
        etag: object?.facts.etag,
      });
    },
    stop: upload.stop,
  };
}
