import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toRepointRequest } from '../../../writes/to-write-request.ts';
import { toWriter } from '../../to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

export const repointLink: OperationHandler<'repointLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toRepointRequest(input), toWriteTerms(input, context));
