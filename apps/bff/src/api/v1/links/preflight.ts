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
import type { ReadContext } from '../../../keys/read-context.ts';
import type { RecentViews } from '../../../writes/recent-views.ts';
import { viewForWrite } from '../../../writes/view-for-write.ts';
import type { Preflight, TargetCard, WriteView } from '@signpost/api-contract';
import type { LinkDraft } from '@signpost/link-model/write';
import { compareHeaders } from '../../../keys/compare-headers.ts';
import type { Place } from '../../../keys/read-key.ts';

/**
 * What a write would do, in seven calls at most: five to read the key (`readKeySnapshot`), HeadObject of what the link
 * leads to now, to be compared, and HeadObject of the new target. One more where a target is missing (is it a folder?),
 * one for each link of a chain.
 */
export const preflight: OperationHandler<'preflight'> = async (input, context) => {
  const readContext = toReadContext(context, input.connection);
  const meter = createMeter(readContext.connection.client);
  const connection = readContext.connection.config.id;
  const request = await toPreflightRequest(input, { changeLog: readContext.changeLog, connection });
  const { bucket, key } = request;
  context.permit.demand('link.read', { connection: input.connection, bucket, key });
  await orWithoutDatabase(resolveOpen(context.services, { connection, bucket, key }), undefined);
  const now = await readNow(readContext, {
    place: { client: meter.client, bucket, key, signal: context.signal },
    callsSoFar: () => meter.calls,
    views: context.services.recentViews,
    token: 'token' in input ? input.token : undefined,
  });
  if (request.action === 'undo') checkStillOurs(request.recorded, now.state);
  const prepared = await prepareWrite(readContext, request, {
    client: meter.client,
    now: now.state,
    previous: now.link?.target,
    looksAhead: true,
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
    ...(after === null || target === undefined ? {} : judgeAfter(key, after, target)),
    findings,
    formats,
    calls: meter.calls,
  };
};

/** What readers of the link will find. */
function judgeAfter(
  key: string,
  after: LinkDraft,
  target: TargetCard,
): Pick<Preflight, 'health' | 'servedWrongly'> {
  const health = toHealth(key, after.target, toTargetLook(target));
  const seen = compareHeaders(after.headers, target, health);
  return { health, ...(seen === undefined ? {} : { servedWrongly: seen.wrong }) };
}

interface NowQuestion {
  place: Place;
  callsSoFar: () => number;
  views: RecentViews;
  /** Of an earlier answer to the same dialog. */
  token: string | undefined;
}

/** The key as it is, or as it was when the dialog asked a few seconds ago. */
async function readNow(
  readContext: ReadContext,
  { place, callsSoFar, views, token }: NowQuestion,
): Promise<WriteView> {
  const ref = { connection: readContext.connection.config.id, bucket: place.bucket, key: place.key };
  const recent = token === undefined ? undefined : views.get(ref, token);
  if (recent !== undefined) return recent;
  const now = await viewForWrite(readContext, { ...place, callsSoFar });
  views.set(ref, now);
  return now;
}
