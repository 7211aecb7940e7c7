import { createConnection, type Socket } from 'node:net';
import { csrfHeader } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'waiting-upload';
let stack: Stack;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown): void => {
  uncaught.push(error);
};
beforeAll(async () => {
  process.on('uncaughtException', onUncaught);
  // One call at a time, so that a single held call keeps all others waiting.
  stack = await startStack({ bff: { clientOptions: { concurrency: 1 }, uploadIdleMs: 60_000 } });
  stack.admin.putBucket({ name: bucket });
  // From here on the facts of the bucket are known: an upload looks at its key and stores, no more.
  await fetch(`${stack.bffUrl}/api/v1/bucket?connection=default&bucket=${bucket}`);
});
afterAll(async () => {
  await stack.stop();
  process.off('uncaughtException', onUncaught);
});

function send(request: string): Socket {
  const { hostname, port, host } = new URL(stack.bffUrl);
  const socket = createConnection(Number(port), hostname).on('error', () => {});
  socket.write(request.replace('\r\n', `\r\nHost: ${host}\r\n`));
  return socket;
}

/** Whatever was sent before has been read once other requests have come and gone. */
async function untilRead(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await fetch(`${stack.bffUrl}/healthz`);
}

test.each(['FIN', 'RST'])(
  'an upload that waits for its turn and whose caller hangs up (%s) ends itself and nothing else',
  async (how) => {
    const query = new URLSearchParams({ connection: 'default', bucket, key: how }).toString();
    const look = stack.faults.add({
      match: { operation: 'GetSymlink', key: how },
      effect: { kind: 'stall', when: 'before' },
    });
    const list = stack.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'stall', when: 'before' },
    });
    const upload = send(
      `POST /api/v1/objects/upload?${query} HTTP/1.1\r\n${csrfHeader.name}: ${csrfHeader.value}\r\n` +
        'content-type: application/octet-stream\r\nif-none-match: *\r\ncontent-length: 1000\r\n\r\nhalf',
    );
    await look.hit;
    const other = send(`GET /api/v1/objects?connection=default&bucket=${bucket} HTTP/1.1\r\n\r\n`);
    await untilRead();
    look.remove();
    await list.hit;

    if (how === 'RST') upload.resetAndDestroy();
    else upload.end();
    await expect.poll(() => stack.log.some((line) => line.includes('caller went away'))).toBe(true);
    list.remove();
    other.destroy();

    const again = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${query}`, {
      method: 'POST',
      headers: {
        [csrfHeader.name]: csrfHeader.value,
        'content-type': 'application/octet-stream',
        'if-none-match': '*',
      },
      body: 'whole',
    });
    expect(again.status).toBe(200);
    expect(uncaught).toEqual([]);
    stack.log.length = 0;
  },
);
