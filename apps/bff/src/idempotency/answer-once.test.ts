import { expect, test } from 'vitest';
import { createLog } from '../logging/create-log.ts';
import { createRedact } from '../logging/redact.ts';
import { createSecretList } from '../logging/secret-list.ts';
import { answerOnce } from './answer-once.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

const log = createLog({
  level: 'silent',
  redact: createRedact(createSecretList()),
  sink: { write: () => {} },
});

test('a request whose first try takes long is told to come back', async () => {
  const store = { begin: async () => ({ kind: 'under-way' }) } as unknown as IdempotencyStore;
  const request = { actor: 'a', key: 'k', fingerprint: 'f' };
  const carryOut = () => Promise.reject(new Error('carried out twice'));
  await expect(answerOnce({ store, log, waitMs: -1 }, request, carryOut)).rejects.toMatchObject({
    code: 'request-in-progress',
  });
});
