import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toAttachment } from '../../../objects/content-disposition.ts';
import { openObject } from '../../../objects/open-object.ts';

/** The stored bytes, as they are: an object kept compressed arrives compressed, under its own name. */
export const downloadObject: OperationHandler<'downloadObject'> = async (input, context) => {
  const object = await openObject(input, context);
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': toAttachment(input.key),
      'content-security-policy': 'sandbox',
      'cache-control': 'no-store',
      ...(object.size === undefined ? {} : { 'content-length': String(object.size) }),
    },
    body: object.body,
  };
};
