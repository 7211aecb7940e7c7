import { demandConnectionAdmin } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const testConnection: OperationHandler<'testConnection'> = async (input, { services, signal }) =>
  (await demandConnectionAdmin(services)).test(input, signal);
