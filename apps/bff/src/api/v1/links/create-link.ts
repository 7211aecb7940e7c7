import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toWriter } from '../../../links/to-writer.ts';
import { writeLink } from '../../../links/write-link.ts';
import { toConsent } from '../../../links/to-consent.ts';
import { toCreateOrder } from '../../../links/to-order.ts';

export const createLink: OperationHandler<'createLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toCreateOrder(input), toConsent(input, context));
