import { accountRoutes, type AnswerOf } from '@signpost/api-contract';
import { callRoute, type CallInput } from './call.ts';

type AccountOperation = keyof typeof accountRoutes;
/** Those on people, groups, grants and tokens that change something. */
export type AccountChange = Extract<AccountOperation, `${'add' | 'edit' | 'remove' | 'save'}${string}`>;

/** Calls one operation on accounts. Throws {@link ApiError}. */
export function callAccount<N extends AccountOperation>(name: N, input: CallInput<N>): Promise<AnswerOf<N>> {
  return callRoute<N>(accountRoutes[name], input);
}
