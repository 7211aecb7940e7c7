import type { ReaderTrial } from '@signpost/api-contract';
import { getSymlink, headObject, OssError, type OssClient } from '@signpost/oss-client';
import { findPublicUrlOf } from '../../../oss/find-public-url.ts';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { readAnonymously, type ReaderAnswer } from '../../../keys/read-anonymously.ts';

export const tryReaders: OperationHandler<'tryReaders'> = async (input, { services, permit, signal }) => {
  const { client } = services.connections.get(input.connection);
  const meter = createMeter(client);
  const { bucket, key } = input;
  // What a link answers tells of its target: an actor who may not read the whole bucket needs the right on both.
  if (!permit.may('object.read', { connection: input.connection, bucket })) {
    const target = await targetOf(meter.client, { bucket, key, signal });
    if (target !== undefined)
      permit.demand('object.read', { connection: input.connection, bucket, key: target });
  }
  const checkedAt = services.now().toISOString();
  const publicUrl = await findPublicUrlOf(client, { bucket, key });
  const [signed, unsigned] = await Promise.all([
    trySigned(headObject(meter.client, { bucket, key, signal })),
    readAnonymously(client, publicUrl, signal).catch((): ReaderAnswer => ({ status: 0 })),
  ]);
  const items: ReaderTrial[] = [
    { who: 'connection', checkedAt, ...signed },
    { who: 'anyone', checkedAt, ...unsigned },
  ];
  return { items, calls: meter.calls + 1 };
};

async function targetOf(
  client: OssClient,
  place: { bucket: string; key: string; signal: AbortSignal },
): Promise<string | undefined> {
  try {
    return (await getSymlink(client, place)).target;
  } catch (error) {
    // No link, nothing there, or not to be read: then the trial tells.
    if (error instanceof OssError && error.detail.kind === 'service') return undefined;
    throw error;
  }
}

async function trySigned(answer: Promise<unknown>): Promise<ReaderAnswer> {
  try {
    await answer;
    return { status: 200 };
  } catch (error) {
    // A refusal is the answer that was asked for; a broken connection is not.
    if (!(error instanceof OssError) || error.detail.kind !== 'service') throw error;
    return {
      status: error.detail.status,
      code: error.detail.code,
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    };
  }
}
