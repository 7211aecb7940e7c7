import type { OperationHandler } from '../../operation.ts';
import { toReadContext } from '../../to-writer.ts';
import { viewKey } from '../../../keys/view-key.ts';

export const getObject: OperationHandler<'getObject'> = async (input, context) =>
  viewKey(toReadContext(context, input.connection), {
    bucket: input.bucket,
    key: input.key,
    signal: context.signal,
  });
