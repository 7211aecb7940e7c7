import pMap from 'p-map';
import { createMeter } from '../../../oss/metered-client.ts';
import { shareReads } from '../../../oss/shared-reads.ts';
import type { OperationHandler } from '../../operation.ts';
import { resolveLink } from '../../../keys/resolve-links.ts';

/** Few at a time: a screen of links must not keep everybody else's calls waiting. */
const inFlight = 6;

export const resolveLinks: OperationHandler<'resolveLinks'> = async (input, { services, permit, signal }) => {
  const connection = services.connections.get(input.connection);
  const meter = createMeter(connection.client);
  const scope = {
    connection,
    client: shareReads(meter.client),
    permit,
    bucket: input.bucket,
    signal,
    now: services.now,
  };
  const items = await pMap(input.links, (link) => resolveLink(scope, link), { concurrency: inFlight });
  return { items, calls: meter.calls };
};
