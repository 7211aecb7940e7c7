import type { OperationHandler } from '../../operation.ts';
import { toWriter } from '../../to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';
import { toWriteTerms } from '../../to-write-terms.ts';
import { toCreateRequest } from '../../../writes/to-write-request.ts';

export const createLink: OperationHandler<'createLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toCreateRequest(input), toWriteTerms(input, context));
