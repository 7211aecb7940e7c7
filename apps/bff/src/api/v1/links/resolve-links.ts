import pMap from 'p-map';
import { createMeter } from '../../../oss/metered-client.ts';
import { shareReads } from '../../../oss/shared-reads.ts';
import { findMirror } from '../../../oss/find-mirror.ts';
import { readLifecycle } from '../../../oss/read-lifecycle.ts';
import type { AskLifecycle } from '../../../keys/forecast-target.ts';
import type { OperationHandler } from '../../operation.ts';
import { resolveLink } from '../../../keys/resolve-links.ts';

/** Few at a time: a screen of links must not keep everybody else's calls waiting. */
const inFlight = 6;

export const resolveLinks: OperationHandler<'resolveLinks'> = async (input, { services, permit, signal }) => {
  const connection = services.connections.get(input.connection);
  const meter = createMeter(connection.client);
  // All rows together wait once for a bucket that is slow to tell its rules.
  let lifecycle: ReturnType<AskLifecycle> | undefined;
  const scope = {
    connection,
    client: shareReads(meter.client),
    permit,
    bucket: input.bucket,
    signal,
    now: services.now,
    findMirror: (key: string) => findMirror(connection, { bucket: input.bucket, key }),
    askLifecycle: () => (lifecycle ??= readLifecycle(connection, input.bucket)),
  };
  const items = await pMap(input.links, (link) => resolveLink(scope, link), { concurrency: inFlight });
  return { items, calls: meter.calls };
};
