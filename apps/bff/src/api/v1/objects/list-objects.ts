import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Entry } from '@signpost/api-contract';
import { isOssServiceError, listObjectsV2 } from '@signpost/oss-client';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { parseLimit } from '../../parse-limit.ts';

const pageSize = 1000;

/** One page: exactly one list call, whatever lies below the prefix. */
export const listObjects: OperationHandler<'listObjects'> = async (input, { services, signal }) => {
  const meter = createMeter(services.connections.get(input.connection).client);
  const page = await readPage(meter.client, {
    bucket: input.bucket,
    prefix: input.prefix ?? '',
    delimiter: input.delimiter ?? '/',
    startAfter: input.startAfter,
    continuationToken: input.cursor,
    maxKeys: parseLimit(input.limit, { fallback: pageSize, most: pageSize }),
    signal,
  });
  const items: Entry[] = [
    ...page.commonPrefixes.map((prefix): Entry => ({ kind: 'prefix', prefix })),
    ...page.objects.map(({ key, size, etag, lastModified, storageClass, type }): Entry => ({
      kind: 'object',
      key,
      size,
      etag,
      lastModified: lastModified.toISOString(),
      storageClass,
      type,
    })),
  ];
  // OSS sends keys and prefixes apart but pages over both together, in byte order.
  items.sort((a, b) => compareKeys(nameOf(a), nameOf(b)));
  return {
    items,
    ...(page.nextContinuationToken === undefined ? {} : { nextCursor: page.nextContinuationToken }),
    calls: meter.calls,
  };
};

/** A token that OSS did not hand out is the mistake of the one who sends it. */
async function readPage(
  ...[client, input]: Parameters<typeof listObjectsV2>
): ReturnType<typeof listObjectsV2> {
  try {
    return await listObjectsV2(client, input);
  } catch (error) {
    const isCursor =
      input.continuationToken !== undefined &&
      isOssServiceError(error, 'InvalidArgument') &&
      [undefined, 'continuation-token'].includes(error.detail.fields['ArgumentName']);
    throw isCursor ? invalidRequest('#/query/cursor', 'cursor') : error;
  }
}

const nameOf = (entry: Entry): string => (entry.kind === 'prefix' ? entry.prefix : entry.key);
