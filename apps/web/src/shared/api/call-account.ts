import { accountRoutes, connectionRoutes, type AnswerOf } from '@signpost/api-contract';
import { callRoute, type CallInput } from './call.ts';

const ownRoutes = { ...accountRoutes, ...connectionRoutes };

type AccountOperation = keyof typeof ownRoutes;
/** Those on people, groups, grants, tokens and connections that change something. */
export type AccountChange = Extract<AccountOperation, `${'add' | 'edit' | 'remove' | 'save'}${string}`>;

/** Calls one operation of the pages of accounts. Throws {@link ApiError}. */
export function callAccount<N extends AccountOperation>(name: N, input: CallInput<N>): Promise<AnswerOf<N>> {
  return callRoute<N>(ownRoutes[name], input);
}
