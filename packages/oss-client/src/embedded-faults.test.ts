import { describe, expect, test } from 'vitest';

import { getSymlink } from './operations/get-symlink.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { isOutcomeUnknown } from './oss-error.ts';
import { BUCKET, startEmbeddedOss } from './testing/embedded-oss.ts';

// Against the embedded server over real HTTP: what the client writes, it reads back.

const { server, client, connect } = await startEmbeddedOss();

describe('bad days of the server', () => {
  test('a lost answer leaves a link that may be there, written once', async () => {
    const fault = server.faults.add({
      match: { operation: 'PutSymlink' },
      effect: { kind: 'reset', when: 'after' },
    });
    const error = await putSymlink(client, { bucket: BUCKET, key: 'lost', target: 't' }).catch(
      (failure: unknown) => failure,
    );
    fault.remove();
    expect(error).toMatchObject({ detail: { kind: 'transport', sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(fault.hits).toBe(1);
    expect((await getSymlink(client, { bucket: BUCKET, key: 'lost' })).target).toBe('t');
  });

  test.each(['honest', 'broken'] as const)('a list cut short (%s framing) is an error', async (framing) => {
    const fault = server.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'truncate', framing },
    });
    await expect(listObjectsV2(client, { bucket: BUCKET })).rejects.toMatchObject({
      detail: { kind: 'protocol' },
    });
    fault.remove();
    expect(fault.hits).toBe(3);
  });

  test('throttling is waited out by a read', async () => {
    await putSymlink(client, { bucket: BUCKET, key: 'throttled', target: 't' });
    const fault = server.faults.add({
      match: { operation: 'GetSymlink' },
      times: 2,
      effect: { kind: 'busy', delayMs: 5 },
    });
    await getSymlink(client, { bucket: BUCKET, key: 'throttled' });
    expect(fault.hits).toBe(2);
    fault.remove();
  });

  test('throttling ends a write, which is left to its writer', async () => {
    const fault = server.faults.add({
      match: { operation: 'PutSymlink' },
      effect: { kind: 'busy', delayMs: 5 },
    });
    await expect(putSymlink(client, { bucket: BUCKET, key: 'once', target: 't' })).rejects.toMatchObject({
      status: 503,
    });
    expect(fault.hits).toBe(1);
    fault.remove();
  });

  test('a stall ends with a time-out', async () => {
    const oss = connect({ timeouts: { headersMs: 60 } });
    const fault = server.faults.add({
      match: { operation: 'GetSymlink' },
      effect: { kind: 'stall', when: 'before' },
    });
    await expect(getSymlink(oss, { bucket: BUCKET, key: 'lost' })).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'timeout' },
    });
    fault.remove();
    await oss.close();
  });
});
