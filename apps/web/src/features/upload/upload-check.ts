import { findKeyProblem } from '@signpost/oss-protocol/rules';
import { maxUpload } from '@signpost/api-contract';
import { type KeyState } from '@signpost/link-model/write';
import { ApiError } from '../../shared/api/api-error.ts';

/** Why an upload cannot be sent yet, by the name of its text. */
export type UploadObstacle = 'file' | 'tooLarge' | 'key' | 'keyInvalid' | 'look' | 'link' | 'proof';

interface UploadForm {
  file: { size: number } | undefined;
  key: string;
  /** What is stored at this very key; undefined until it has been looked at. */
  state: KeyState | undefined;
  /** The typed confirmation fits. */
  proven: boolean;
}

/** The first thing in the way of an upload; undefined when it can be sent. */
export function findObstacle({ file, key, state, proven }: UploadForm): UploadObstacle | undefined {
  if (file === undefined) return 'file';
  if (file.size > maxUpload) return 'tooLarge';
  if (key === '') return 'key';
  if (findKeyProblem(key) !== undefined) return 'keyInvalid';
  if (state === undefined) return 'look';
  if (state.kind === 'link') return 'link';
  return state.kind === 'object' && !proven ? 'proof' : undefined;
}

/** Failures that this dialog explains better than their code does. */
export type UploadFailure =
  | 'key-is-link'
  | 'key-invalid'
  | 'key-reserved'
  | 'earlier-write-open'
  | 'length'
  | 'size'
  | 'changed'
  | 'stalled'
  | 'lost';

const explained = ['key-is-link', 'key-invalid', 'key-reserved', 'earlier-write-open'] as const;

/** Reads why the upload was refused; undefined leaves the word to the code. */
export function toUploadFailure(error: unknown): UploadFailure | undefined {
  if (!(error instanceof ApiError)) return undefined;
  // A proxy says 411 and 413 in a page of its own.
  if (error.status === 411) return 'length';
  if (error.status === 413) return 'size';
  switch (error.code) {
    case 'key-taken':
    case 'state-changed':
    case 'proof-mismatch':
    case 'proof-required':
      return 'changed';
    case 'upload-stalled':
      return 'stalled';
    case 'network':
    case 'internal':
    case 'answer-invalid':
    case 'oss-unreachable':
    case 'oss-timed-out':
    case 'oss-answer-invalid':
    case 'oss-intermediary-answered':
      // None of these says that nothing was written.
      return 'lost';
    case 'write-blocked': {
      const finding = error.problem?.params?.['finding'];
      return explained.find((known) => known === finding);
    }
    default:
      return undefined;
  }
}
