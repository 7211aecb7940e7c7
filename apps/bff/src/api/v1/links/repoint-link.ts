import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toConsent } from '../../../links/to-consent.ts';
import { toRepointOrder } from '../../../links/to-order.ts';
import { toWriter } from '../../../links/to-writer.ts';
import { writeLink } from '../../../links/write-link.ts';

export const repointLink: OperationHandler<'repointLink'> = async (input, context) =>
  writeLink(toWriter(context, input.connection), toRepointOrder(input), toConsent(input, context));
