import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toWriter } from '../../to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

/** Takes the road of every link: who deletes what links lead to changes those links. */
export const deleteObject: OperationHandler<'deleteObject'> = async (input, context) => {
  const request = { action: 'delete-object', bucket: input.bucket, key: input.key } as const;
  return writeLink(toWriter(context, input.connection), request, toWriteTerms(input, context));
};
