import type { AnswerOf, Entry } from '@signpost/api-contract';
import { listObjectsV2, type ListedObject } from '@signpost/oss-client';
import { compareKeys } from '@signpost/oss-protocol/rules';
import pMap from 'p-map';
import type { Permit } from '../auth/permit.ts';
import { createMeter } from '../oss/metered-client.ts';
import type { OperationContext } from './operation.ts';

interface GrantedLevel {
  /** The next folders on the way to what is granted, each once. */
  prefixes: string[];
  /** Single keys of this very level that are granted, whether or not something is stored there. */
  keys: string[];
}

/**
 * One level of keys for somebody who may list only parts below it: the way to his parts and nothing beside it. Undefined
 * where the whole level may be listed.
 */
export function findGrantedLevel(
  permit: Permit,
  { connection, bucket, prefix }: { connection: string; bucket: string; prefix: string },
): GrantedLevel | undefined {
  const scope = { connection, bucket, prefix };
  if (permit.may('object.list', scope)) return undefined;
  const prefixes = new Set<string>();
  const keys: string[] = [];
  for (const granted of permit.within('object.list', scope)) {
    const slash = granted.indexOf('/', prefix.length);
    if (slash < 0) keys.push(granted);
    else prefixes.add(granted.slice(0, slash + 1));
  }
  return { prefixes: [...prefixes], keys };
}

/** Single keys that one level looks up; more are reached by their own addresses. */
const mostKeys = 100;

/** A granted level as a list tells it: folders without a call, and one call for each granted key, stored or not. */
export async function listGranted(
  { prefixes, keys }: GrantedLevel,
  {
    connection,
    bucket,
    startAfter = '',
  }: { connection: string; bucket: string; startAfter?: string | undefined },
  { services, signal }: OperationContext,
): Promise<AnswerOf<'listObjects'>> {
  const meter = createMeter(services.connections.get(connection).client);
  const stored = await pMap(
    keys.slice(0, mostKeys),
    async (key) => {
      const { objects } = await listObjectsV2(meter.client, { bucket, prefix: key, maxKeys: 1, signal });
      return objects.filter((object) => object.key === key).map(toEntry);
    },
    { concurrency: 6 },
  );
  const items = [...prefixes.map((prefix): Entry => ({ kind: 'prefix', prefix })), ...stored.flat()]
    .filter((entry) => compareKeys(nameOfEntry(entry), startAfter) > 0)
    .toSorted((a, b) => compareKeys(nameOfEntry(a), nameOfEntry(b)));
  return { items, calls: meter.calls };
}

export function toEntry(object: ListedObject): Entry {
  const { key, size, etag, lastModified, storageClass, type } = object;
  return { kind: 'object', key, size, etag, lastModified: lastModified.toISOString(), storageClass, type };
}

export const nameOfEntry = (entry: Entry): string => (entry.kind === 'prefix' ? entry.prefix : entry.key);
