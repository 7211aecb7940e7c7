import type { AnswerOf } from '@signpost/api-contract';
import type { OperationHandler } from '../../operation.ts';
import type { Services } from '../../services.ts';

export const listConnectionSettings: OperationHandler<'listConnectionSettings'> = async (
  _input,
  { services },
) => {
  const items = (await services.connectionAdmin?.list()) ?? [];
  const reason = await findReason(services);
  return { items, canAdd: reason === undefined, ...(reason === undefined ? {} : { reason }) };
};

/** Why no connection can be made here. */
async function findReason({
  accounts,
  connectionAdmin,
}: Pick<Services, 'accounts' | 'connectionAdmin'>): Promise<AnswerOf<'listConnectionSettings'>['reason']> {
  if (accounts === undefined || connectionAdmin === undefined) return 'accounts-off';
  return (await accounts.areInForce()) ? undefined : 'set-up-first';
}
