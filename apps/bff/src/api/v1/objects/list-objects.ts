import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Entry } from '@signpost/api-contract';
import { isOssServiceError, listObjectsV2 } from '@signpost/oss-client';
import { createMeter } from '../../../oss/metered-client.ts';
import { findGrantedLevel, listGranted, nameOfEntry, toEntry } from '../../list-granted.ts';
import type { OperationHandler } from '../../operation.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { parseLimit } from '../../parse-limit.ts';

const pageSize = 1000;

/**
 * One page: exactly one list call, whatever lies below the prefix. Who may list only parts below it is shown the way to
 * them without a call.
 */
export const listObjects: OperationHandler<'listObjects'> = async (input, context) => {
  const { services, permit, signal } = context;
  const { connection, bucket, prefix = '', delimiter = '/' } = input;
  const granted = findGrantedLevel(permit, { connection, bucket, prefix });
  if (granted !== undefined) {
    if (delimiter !== '/') permit.demand('object.list', { connection, bucket, prefix });
    return listGranted(granted, input, context);
  }
  const meter = createMeter(services.connections.get(input.connection).client);
  const page = await readPage(meter.client, {
    bucket,
    prefix,
    delimiter,
    startAfter: input.startAfter,
    continuationToken: input.cursor,
    maxKeys: parseLimit(input.limit, { fallback: pageSize, most: pageSize }),
    signal,
  });
  const items: Entry[] = [
    ...page.commonPrefixes.map((prefix): Entry => ({ kind: 'prefix', prefix })),
    ...page.objects.map(toEntry),
  ];
  // OSS sends keys and prefixes apart but pages over both together, in byte order.
  items.sort((a, b) => compareKeys(nameOfEntry(a), nameOfEntry(b)));
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
