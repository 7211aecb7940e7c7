import { toHealth } from '@signpost/link-model';
import { resolveOpen } from '../../../writes/resolve-again.ts';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { checkStillOurs } from '../../../writes/check-still-ours.ts';
import { toTargetLook } from '../../../keys/read-target.ts';
import { prepareWrite } from '../../../writes/prepare-write.ts';
import { spellWrite } from '../../../writes/format-request.ts';
import { toPreflightOrder } from '../../../writes/to-write-request.ts';
import { toViewer } from '../../../writes/to-writer.ts';
import { viewForWrite } from '../../../writes/view-for-write.ts';

export const preflight: OperationHandler<'preflight'> = async (input, context) => {
  const viewer = toViewer(context, input.connection);
  const meter = createMeter(viewer.connection.client);
  const order = toPreflightOrder(input, context.services.journal);
  const { bucket, key } = order;
  context.permit.demand('link.read', { connection: input.connection, bucket, key });
  await resolveOpen(context.services, { connection: input.connection, bucket, key });
  const now = await viewForWrite(viewer, {
    client: meter.client,
    bucket,
    key,
    callsSoFar: () => meter.calls,
    signal: context.signal,
  });
  if (order.action === 'undo') checkStillOurs(order.recorded, now.state);
  const prepared = await prepareWrite(viewer, order, {
    client: meter.client,
    now: now.state,
    previous: now.link?.target,
  });
  const { after, target, findings, removesVersion } = prepared;
  const spellings = await spellWrite({
    client: meter.client,
    write: {
      bucket,
      key,
      now: now.state,
      after,
      ...(removesVersion === undefined ? {} : { removesVersion }),
    },
    order,
    connection: input.connection,
    origin: context.services.origin(),
    findings,
  });
  return {
    now,
    after,
    ...(target === undefined ? {} : { target }),
    ...(after === null || target === undefined
      ? {}
      : { health: toHealth(key, after.target, toTargetLook(target)) }),
    findings,
    spellings,
    calls: meter.calls,
  };
};
