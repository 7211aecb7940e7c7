import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toConsent } from '../../../links/to-consent.ts';
import { toWriter } from '../../../links/to-writer.ts';
import { writeLink } from '../../../links/write-link.ts';

/** Takes the road of every link: who deletes what links lead to changes those links. */
export const deleteObject: OperationHandler<'deleteObject'> = async (input, context) => {
  const order = { action: 'delete-object', bucket: input.bucket, key: input.key } as const;
  return writeLink(toWriter(context, input.connection), order, toConsent(input, context));
};
