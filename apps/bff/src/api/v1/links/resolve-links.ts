import { createMeter } from '../../../connections/metered-client.ts';
import type { OperationHandler } from '../../../http/operation-handler.ts';
import { mapInFlight } from '../../../links/in-flight.ts';
import { resolveLink } from '../../../links/resolve-link.ts';

/** Few at a time: a screen of links must not keep everybody else's calls waiting. */
const inFlight = 6;

export const resolveLinks: OperationHandler<'resolveLinks'> = async (input, { services, permit, signal }) => {
  const connection = services.connections.get(input.connection);
  const meter = createMeter(connection.client);
  const scope = { connection, client: meter.client, permit, bucket: input.bucket, signal, now: services.now };
  const items = await mapInFlight(input.links, inFlight, (link) => resolveLink(scope, link));
  return { items, calls: meter.calls };
};
