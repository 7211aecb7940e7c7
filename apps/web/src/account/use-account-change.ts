import type { AnswerOf, BodyOf } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../shared/api/call.ts';
import { accountKey } from '../shared/queries/account-queries.ts';
import { callAccount, type AccountChange } from '../shared/api/call-account.ts';

interface Then<N extends AccountChange> {
  /** As soon as the answer is there: it may hold a secret, which must not wait for anything. */
  onAnswer?: (answer: AnswerOf<N>) => void;
  /** Once the lists show it. */
  onShown?: () => void;
}

/** Changes something about accounts, and has all that is shown of them asked anew. */
export function useAccountChange<N extends AccountChange>(name: N, { onAnswer, onShown }: Then<N>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<N>) => callAccount<N>(name, { body } as unknown as CallInput<N>),
    // A secret stays nowhere but where it is shown.
    gcTime: 0,
    onSuccess: async (answer) => {
      onAnswer?.(answer);
      await queryClient.invalidateQueries({ queryKey: accountKey });
      onShown?.();
    },
  });
}
