import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Completion, Entry } from '@signpost/api-contract';
import { listObjectsV2 } from '@signpost/oss-client';
import { createMeter } from '../../../oss/metered-client.ts';
import { findGrantedLevel, listGranted } from '../../list-granted.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

/** What may come after the typed text: the next level below it, in one list call. */
export const completeTarget: OperationHandler<'completeTarget'> = async (input, context) => {
  const { services, permit, signal } = context;
  const { connection, bucket, typed } = input;
  const granted = findGrantedLevel(permit, { connection, bucket, prefix: typed });
  if (granted !== undefined) {
    const { items, calls } = await listGranted(granted, { connection, bucket }, context);
    return { items: items.map(toCompletion), truncated: false, calls };
  }
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

function toCompletion(entry: Entry): Completion['items'][number] {
  if (entry.kind === 'prefix') return { kind: 'prefix', value: entry.prefix };
  const { key: value, size, lastModified, type } = entry;
  return { kind: type === 'Symlink' ? 'link' : 'object', value, size, lastModified };
}
