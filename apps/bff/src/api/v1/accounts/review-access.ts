import { compileGrants, type Access } from '@signpost/api-contract';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

/** Everyone whose grant covers the key, whether or not something is stored there: OSS is not asked. */
export const reviewAccess: OperationHandler<'reviewAccess'> = async (input, { services }) => {
  const { config } = services.connections.get(input.connection);
  const { bucket, key } = input;
  const held = await demandAccounts(services).store.holders(config.name);
  const items = held.flatMap(({ connection, ...access }): Access[] => {
    const { whole } = compileGrants([
      { rights: access.rights, connection, bucket: access.bucket, prefix: access.prefix },
    ]);
    const rights = access.rights.filter((right) => whole(right, { connection: config.name, bucket, key }));
    return rights.length === 0 ? [] : [{ ...access, rights }];
  });
  return { items };
};
