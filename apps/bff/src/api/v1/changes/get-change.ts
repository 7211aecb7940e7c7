import { findRecorded } from '../../../changes/find-recorded.ts';
import { settleAgain } from '../../../changes/settle-again.ts';
import { toChange } from '../../../changes/to-change.ts';
import type { OperationHandler } from '../../../http/operation-handler.ts';
import { spellRecorded } from '../../../links/spell-recorded.ts';

/** An unknown outcome is looked at again when somebody asks. */
export const getChange: OperationHandler<'getChange'> = async (input, { services }) => {
  const { client } = services.connections.get(input.connection);
  const recorded = findRecorded(services.journal, input);
  const { outcome, intent } = recorded;
  if (outcome === undefined || outcome.outcome === 'unknown') await settleAgain(services, intent);
  return {
    ...toChange(services.journal, findRecorded(services.journal, input)),
    spellings: await spellRecorded(intent, { client, origin: services.origin() }),
  };
};
