import { toHealth } from '@signpost/link-model/health';
import { resolveOpen } from '../../../writes/resolve-again.ts';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { checkStillOurs } from '../../../writes/check-still-ours.ts';
import { toTargetLook } from '../../../keys/read-target.ts';
import { prepareWrite } from '../../../writes/prepare-write.ts';
import { formatRequest } from '../../../writes/format-request.ts';
import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { toPreflightRequest } from '../../../writes/to-write-request.ts';
import { toReadContext } from '../../to-writer.ts';
import { viewForWrite } from '../../../writes/view-for-write.ts';

export const preflight: OperationHandler<'preflight'> = async (input, context) => {
  const readContext = toReadContext(context, input.connection);
  const meter = createMeter(readContext.connection.client);
  const connection = readContext.connection.config.id;
  const request = await toPreflightRequest(input, { changeLog: readContext.changeLog, connection });
  const { bucket, key } = request;
  context.permit.demand('link.read', { connection: input.connection, bucket, key });
  await orWithoutDatabase(resolveOpen(context.services, { connection, bucket, key }), undefined);
  const now = await viewForWrite(readContext, {
    client: meter.client,
    bucket,
    key,
    callsSoFar: () => meter.calls,
    signal: context.signal,
  });
  if (request.action === 'undo') checkStillOurs(request.recorded, now.state);
  const prepared = await prepareWrite(readContext, request, {
    client: meter.client,
    now: now.state,
    previous: now.link?.target,
  });
  const { after, target, findings, removesVersion } = prepared;
  const formats = await formatRequest({
    client: meter.client,
    write: {
      bucket,
      key,
      now: now.state,
      after,
      ...(removesVersion === undefined ? {} : { removesVersion }),
    },
    request,
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
    formats,
    calls: meter.calls,
  };
};
