import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { toWords } from '../../../link-index/search-keys.ts';
import type { OperationHandler } from '../../operation.ts';

/** From the link index, without a call to OSS. */
export const getMap: OperationHandler<'getMap'> = async (input, { services, permit }) => {
  const { connection, bucket, prefix = '', contains = '' } = input;
  const index = openLinkIndex(services.connections.get(connection), permit);
  const words = contains === '' ? undefined : toWords(contains);
  const [map, coverage] = await Promise.all([
    index.map({ bucket, prefix, words }, most),
    index.coverage(bucket),
  ]);
  return { ...(map ?? nothing), coverage };
};

/** More groups than these are no map any more; more folders are a file. */
const most = { pointers: 300, unpointed: 50 };

const nothing = { pointers: [], destinations: [], lines: [], omitted: { pointers: 0, links: 0, broken: 0 } };
