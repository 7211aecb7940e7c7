import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Completion } from '@signpost/api-contract';
import { listObjectsV2 } from '@signpost/oss-client';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

/** What may come after the typed text: the next level below it, in one list call. */
export const completeTarget: OperationHandler<'completeTarget'> = async (input, { services, signal }) => {
  const meter = createMeter(services.connections.get(input.connection).client);
  const page = await listObjectsV2(meter.client, {
    bucket: input.bucket,
    prefix: input.typed,
    delimiter: '/',
    maxKeys: parseLimit(input.limit, { fallback: 20, most: 100 }),
    signal,
  });
  const items: Completion['items'] = [
    ...page.commonPrefixes.map((value) => ({ kind: 'prefix' as const, value })),
    ...page.objects.map((object) => ({
      kind: object.type === 'Symlink' ? ('link' as const) : ('object' as const),
      value: object.key,
      size: object.size,
      lastModified: object.lastModified.toISOString(),
    })),
  ];
  items.sort((a, b) => compareKeys(a.value, b.value));
  return { items, truncated: page.isTruncated, calls: meter.calls };
};
