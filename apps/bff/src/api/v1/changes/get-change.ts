import { findRecorded } from '../../../changes/find-recorded.ts';
import { resolveOpen } from '../../../writes/resolve-again.ts';
import { toChange } from '../../../changes/to-change.ts';
import type { OperationHandler } from '../../operation.ts';
import { formatRecorded } from '../../../writes/format-recorded.ts';

/** What is open at the key, this change or an earlier one, is looked at again when somebody asks. */
export const getChange: OperationHandler<'getChange'> = async (input, { services }) => {
  const { client } = services.connections.get(input.connection);
  const { intent } = findRecorded(services.journal, input);
  await resolveOpen(services, intent);
  return {
    ...toChange(services, findRecorded(services.journal, input)),
    formats: await formatRecorded(intent, { client, origin: services.origin() }),
  };
};
