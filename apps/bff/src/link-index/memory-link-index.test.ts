import type { Coverage } from '@signpost/api-contract';
import { LinkIndex as BucketIndex } from '@signpost/link-model/index';
import { authorise, localActor } from '../auth/permit.ts';
import {
  contractBuckets,
  contractNow,
  contractRules,
  linkIndexContract,
} from '../testing/link-index.contract.ts';
import type { IndexedConnection } from './indexed-connection.ts';
import { openLinkIndex } from './memory-link-index.ts';

linkIndexContract(async (decide) => {
  const indexes = new Map(
    Object.entries(contractBuckets).map(([bucket, entries]) => [
      bucket,
      new BucketIndex(entries, { lifecycle: contractRules[bucket] }),
    ]),
  );
  const connection = {
    config: { name: 'default' },
    indexes: {
      buckets: () => [...indexes.keys()],
      get: (bucket: string) => indexes.get(bucket),
      coverage: (bucket: string): Coverage => ({
        bucket,
        state: indexes.has(bucket) ? 'complete' : 'not-scanned',
        keys: indexes.get(bucket)?.size ?? 0,
        pending: 0,
        calls: 1,
        scannedAt: new Date(contractNow).toISOString(),
      }),
    },
    now: () => contractNow,
    sharedCoverage: { others: async () => [], publish: async () => {} },
  };
  return openLinkIndex(connection as unknown as IndexedConnection, authorise(localActor, decide));
});
