import { findRecorded } from '../../../changes/find-recorded.ts';
import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toWriter } from '../../to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

export const undoChange: OperationHandler<'undoChange'> = async (input, context) => {
  const writer = toWriter(context, input.connection);
  const recorded = await findRecorded(writer.changeLog, {
    connection: writer.connection.config.id,
    id: input.change,
  });
  const { bucket, key } = recorded.intent;
  return writeLink(writer, { action: 'undo', bucket, key, recorded }, toWriteTerms(input, context));
};
