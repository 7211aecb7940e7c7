import type { OperationHandler } from '../../../http/operation-handler.ts';
import { toViewer } from '../../../links/to-writer.ts';
import { viewKey } from '../../../links/view-key.ts';

export const getObject: OperationHandler<'getObject'> = async (input, context) =>
  viewKey(toViewer(context, input.connection), {
    bucket: input.bucket,
    key: input.key,
    signal: context.signal,
  });
