import type { ReaderTrial } from '@signpost/api-contract';
import { headObject, OssError } from '@signpost/oss-client';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';
import { readAnonymously, type ReaderAnswer } from '../../../keys/read-anonymously.ts';

export const tryReaders: OperationHandler<'tryReaders'> = async (input, { services, signal }) => {
  const { client } = services.connections.get(input.connection);
  const meter = createMeter(client);
  const { bucket, key } = input;
  const checkedAt = services.now().toISOString();
  const { url } = await client.preview({
    operation: 'HeadObject',
    method: 'HEAD',
    bucket,
    key,
    effect: 'read',
  });
  const [signed, unsigned] = await Promise.all([
    trySigned(headObject(meter.client, { bucket, key, signal })),
    readAnonymously(url, signal).catch((): ReaderAnswer => ({ status: 0 })),
  ]);
  const items: ReaderTrial[] = [
    { who: 'connection', checkedAt, ...signed },
    { who: 'anyone', checkedAt, ...unsigned },
  ];
  return { items, calls: meter.calls + 1 };
};

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
