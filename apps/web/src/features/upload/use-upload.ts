import type { AnswerOf } from '@signpost/api-contract';
import { useEffect, useRef, useState } from 'react';
import { usePressLock } from '../../shared/hooks/use-press-lock.ts';
import { findOwnUpload } from './find-own-upload.ts';
import { sendUpload, type UploadRequest } from './send-upload.ts';

export type UploadState =
  | { step: 'idle' | 'stopped' }
  | { step: 'sending'; sent: number }
  | { step: 'failed'; error: unknown }
  | { step: 'done'; answer: AnswerOf<'uploadObject'> };

export interface Upload {
  state: UploadState;
  send: (request: Omit<UploadRequest, 'onSent' | 'signal'>) => void;
  stop: () => void;
  reset: () => void;
}

/** One upload at a time; leaving the dialog stops it. `onStored` is told of every write that may have arrived. */
export function useUpload(onStored: (key: string) => void): Upload {
  const [state, setState] = useState<UploadState>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  const press = usePressLock(state.step !== 'sending' && state.step !== 'done');
  useEffect(() => () => running.current?.abort(), []);

  const run = async (request: Omit<UploadRequest, 'onSent' | 'signal'>): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    const upload: UploadRequest = {
      ...request,
      signal: controller.signal,
      onSent: (sent) => setState({ step: 'sending', sent }),
    };
    setState({ step: 'sending', sent: 0 });
    try {
      setState({ step: 'done', answer: await sendUpload(upload) });
    } catch (error) {
      const own = await findOwnUpload(upload, error);
      if (own !== undefined) setState({ step: 'done', answer: own });
      else setState(controller.signal.aborted ? { step: 'stopped' } : { step: 'failed', error });
    }
    // A refusal too may mean that what is shown is old.
    onStored(request.query.key);
  };
  return {
    state,
    send: (request) => press(() => void run(request)),
    stop: () => running.current?.abort(),
    reset: () => setState({ step: 'idle' }),
  };
}
