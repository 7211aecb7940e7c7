import { fault, OssFault } from '../protocol/oss-fault.ts';

/** What is answered, and what is logged beside it. */
export interface Failure {
  fault: OssFault;
  /** Absent for an error of the caller, or one that was injected. */
  cause?: string;
}

const SQLITE_FULL = 13;

/** Turns anything thrown into an answer. Only a full disk is named in it: its owner can do something about it. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof OssFault) return { fault: error };
  const { code, errcode, message, stack } = error as { [Key in 'code' | 'message' | 'stack']?: string } & {
    errcode?: number;
  };
  if (code === 'ENOSPC' || code === 'EDQUOT' || errcode === SQLITE_FULL) {
    return {
      fault: fault('InternalError', {
        message: 'The server could not store it: its disk is full (ENOSPC).',
        ec: '',
      }),
      cause: message ?? 'ENOSPC',
    };
  }
  return { fault: fault('InternalError', { ec: '' }), cause: stack ?? String(error) };
}
