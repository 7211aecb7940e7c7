import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listUsers: OperationHandler<'listUsers'> = async (_input, { services }) => {
  const { store, provider } = demandAccounts(services);
  const items = await store.users();
  return provider === undefined
    ? { items }
    : { items, hasLocalAdministrator: await store.hasLocalAdministrator() };
};
