import type { ConnectionTest } from '@signpost/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { callAccount } from '../../shared/api/call-account.ts';
import { toConnectionBody, type ConnectionDraft } from './connection-draft.ts';

/** Tries settings as they stand in the form, without saving them. */
export function useConnectionTest(draft: ConnectionDraft) {
  const [tested, setTested] = useState<{ draft: ConnectionDraft; result: ConnectionTest }>();
  const [isStopped, setStopped] = useState(false);
  const controller = useRef<AbortController>(undefined);
  // Made of what is typed, as when it is saved: no secret is left in the cache of mutations.
  const test = useMutation({
    mutationFn: () => {
      controller.current = new AbortController();
      return callAccount('testConnection', {
        body: { settings: toConnectionBody(draft) },
        signal: controller.current.signal,
      });
    },
    gcTime: 0,
    onMutate: () => {
      setTested(undefined);
      setStopped(false);
    },
    onSuccess: (result) => setTested({ draft, result }),
  });
  const stop = (): void => {
    controller.current?.abort();
    setStopped(true);
    test.reset();
  };
  return { test, tested, isStopped, isStale: tested !== undefined && tested.draft !== draft, stop };
}
