import type { ConnectionSettings } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../shared/api/api-error.ts';
import { callAccount } from '../../shared/api/call-account.ts';
import { accountKey, accountQueries } from '../../shared/queries/account-queries.ts';
import {
  isSame,
  rebaseDraft,
  toConnectionBody,
  toConnectionDraft,
  type ConnectionDraft,
} from './connection-draft.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

/** What became of present settings that somebody else changed. */
export type Rebased = 'loaded' | 'gone';

/** What is typed into the form of a connection, and how it is saved. A secret is in no request that is kept. */
export function useConnectionForm(settings: ConnectionSettings | undefined, onSaved: (name: string) => void) {
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState(settings);
  const [draft, setDraft] = useState(() => toConnectionDraft(settings));
  const [rebased, setRebased] = useState<Rebased>();
  const isDirty = !isSame(draft, toConnectionDraft(saved));
  const allowLeaving = useLeaveWarning(isDirty);
  const set = (members: Partial<ConnectionDraft>): void => setDraft((before) => ({ ...before, ...members }));
  // The request is made of what is typed, not handed over: what is handed over stays in the cache of mutations.
  const save = useMutation({
    mutationFn: () =>
      saved === undefined
        ? callAccount('addConnection', { body: toConnectionBody(draft) })
        : callAccount('editConnection', {
            body: { version: saved.version, settings: toConnectionBody(draft) },
          }),
    gcTime: 0,
    onMutate: () => setRebased(undefined),
    onSuccess: async (answer) => {
      setDraft(toConnectionDraft(answer));
      setSaved(answer);
      await queryClient.invalidateQueries({ queryKey: accountKey });
      allowLeaving();
      onSaved(answer.name);
    },
  });
  const rebase = useMutation({
    mutationFn: () => queryClient.fetchQuery({ ...accountQueries.connections(), staleTime: 0 }),
    onSuccess: ({ items }) => {
      const present = items.find(({ name }) => name === saved?.name);
      setRebased(present === undefined ? 'gone' : 'loaded');
      if (present === undefined) return;
      setDraft(rebaseDraft(draft, { from: toConnectionDraft(saved), to: toConnectionDraft(present) }));
      setSaved(present);
      save.reset();
    },
  });
  const isOvertaken = save.error instanceof ApiError && save.error.code === 'connection-changed';
  return { draft, set, saved, save, rebase, rebased, isDirty, isOvertaken };
}
