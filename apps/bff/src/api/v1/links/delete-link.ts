import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toWriter } from '../../to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

export const deleteLink: OperationHandler<'deleteLink'> = async (input, context) => {
  const request = { action: 'delete', bucket: input.bucket, key: input.key } as const;
  return writeLink(toWriter(context, input.connection), request, toWriteTerms(input, context));
};
