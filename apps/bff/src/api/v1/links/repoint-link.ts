import type { OperationHandler } from '../../operation.ts';
import { toConsent } from '../../../writes/to-precondition.ts';
import { toRepointOrder } from '../../../writes/to-write-request.ts';
import { toWriter } from '../../../writes/to-writer.ts';
import { writeLink } from '../../../writes/write-link.ts';

export const repointLink: OperationHandler<'repointLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toRepointOrder(input), toConsent(input, context));
