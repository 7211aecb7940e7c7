import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toConsent } from '../../../links/to-consent.ts';
import { toWriter } from '../../../links/to-writer.ts';
import { writeLink } from '../../../links/write-link.ts';

export const deleteLink: OperationHandler<'deleteLink'> = async (input, context) => {
  const order = { action: 'delete', bucket: input.bucket, key: input.key } as const;
  return writeLink(toWriter(context, input.connection), order, toConsent(input, context));
};
