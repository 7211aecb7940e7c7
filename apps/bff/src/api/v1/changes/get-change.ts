import { findRecorded } from '../../../changes/find-recorded.ts';
import { resolveOpen } from '../../../writes/resolve-again.ts';
import { toChange } from '../../../changes/to-change.ts';
import type { OperationHandler } from '../../operation.ts';
import { formatRecorded } from '../../../writes/format-recorded.ts';

/** What is open at the key, this change or an earlier one, is looked at again when somebody asks. */
export const getChange: OperationHandler<'getChange'> = async (input, { services, permit }) => {
  const { client, config } = services.connections.get(input.connection);
  const place = { connection: config.id, id: input.id };
  const { intent } = await findRecorded(services.changeLog, place);
  permit.demand('change.read', { connection: config.name, bucket: intent.bucket, key: intent.key });
  await resolveOpen(services, intent);
  const formats = await formatRecorded(intent, {
    client,
    connection: config.name,
    origin: services.origin(),
  });
  return {
    ...toChange(
      { connection: config.name, now: services.now },
      await findRecorded(services.changeLog, place),
    ),
    ...(formats === undefined ? {} : { formats }),
  };
};
