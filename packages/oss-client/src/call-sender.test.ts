import { expect, test } from 'vitest';

import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { answerError, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';
test('every sending is counted with its outcome', async () => {
  const oss = await startStubOss((_, response, turn) => {
    if (turn === 1) answerError(response, { status: 503, code: 'ServiceUnavailable' });
    else response.end(EMPTY_LIST);
  });
  const calls: unknown[] = [];
  await listObjectsV2(connectTo(oss.endpoint, { onCall: (call) => calls.push(call) }), { bucket: 'bkt' });
  const common = {
    operation: 'ListObjectsV2',
    bucket: 'bkt',
    ms: expect.any(Number),
    requestId: '5C1B138A109F4E405B2D8AEF',
  };
  expect(calls).toEqual([
    { ...common, status: 503, attempt: 1 },
    { ...common, status: 200, attempt: 2 },
  ]);
});
