import type { OperationHandler } from '../../operation.ts';
import { toWriteTerms } from '../../../writes/to-precondition.ts';
import { toRepointRequest } from '../../../writes/to-write-request.ts';
import { toWriter } from '../../../writes/to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

export const repointLink: OperationHandler<'repointLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toRepointRequest(input), toWriteTerms(input, context));
