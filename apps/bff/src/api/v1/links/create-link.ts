import type { OperationHandler } from '../../operation.ts';
import { toWriter } from '../../../writes/to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';
import { toConsent } from '../../../writes/to-precondition.ts';
import { toCreateOrder } from '../../../writes/to-write-request.ts';

export const createLink: OperationHandler<'createLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toCreateOrder(input), toConsent(input, context));
