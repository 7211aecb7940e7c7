import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';

/** From the link index, without a call to OSS. */
export const listFolderChoices: OperationHandler<'listFolderChoices'> = async (input, context) => {
  const { connection, bucket, prefix } = input;
  const index = openLinkIndex(context.services.connections.get(connection), context.permit);
  const [choices, coverage] = await Promise.all([
    index.folderChoices({ bucket, prefix }, most),
    index.coverage(bucket),
  ]);
  return { ...choices, coverage };
};

/** Folders that are offered; the newest. */
const most = 200;
