import { findRecorded } from '../../../changes/find-recorded.ts';
import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toConsent } from '../../../links/to-consent.ts';
import { toWriter } from '../../../links/to-writer.ts';
import { writeLink } from '../../../links/write-link.ts';

export const undoChange: OperationHandler<'undoChange'> = async (input, context) => {
  const writer = toWriter(context, input.connection);
  const recorded = findRecorded(context.services.journal, { connection: input.connection, id: input.change });
  const { bucket, key } = recorded.intent;
  return writeLink(writer, { action: 'undo', bucket, key, recorded }, toConsent(input, context));
};
