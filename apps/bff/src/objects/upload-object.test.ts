import { createConnection } from 'node:net';
import { csrfHeader } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getObjectMeta, headObject, isOssServiceError, putObject, putSymlink } from '@signpost/oss-client';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'upload-bucket';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());

interface Upload {
  key: string;
  body?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

async function upload({ key, body = 'hello', query = {}, headers = { 'if-none-match': '*' } }: Upload) {
  const search = new URLSearchParams({ connection: 'default', bucket, key, ...query });
  const response = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${search.toString()}`, {
    method: 'POST',
    headers: { [csrfHeader.name]: csrfHeader.value, 'content-type': 'application/octet-stream', ...headers },
    body,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const viewOf = (key: string) =>
  expectOk(stack.bffUrl, 'getObject', { query: { connection: 'default', bucket, key } });

const exists = async (key: string): Promise<boolean> => {
  try {
    await getObjectMeta(stack.client, { bucket, key });
    return true;
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchKey', 'NotFound')) return false;
    throw error;
  }
};

describe('uploading a small object', () => {
  test('stores the bytes and their type where nothing stands', async () => {
    const { status } = await upload({ key: 'new/notes 工.txt', query: { contentType: 'text/plain' } });
    expect(status).toBe(200);
    const { size, httpHeaders } = await headObject(stack.client, { bucket, key: 'new/notes 工.txt' });
    expect({ size, type: httpHeaders.contentType }).toEqual({ size: 5, type: 'text/plain' });
  });

  test('never replaces what was stored there meanwhile', async () => {
    await putObject(stack.client, { bucket, key: 'taken', body: Buffer.from('theirs') });
    expect(await upload({ key: 'taken' })).toMatchObject({ status: 409, answer: { code: 'key-taken' } });
    expect((await headObject(stack.client, { bucket, key: 'taken' })).size).toBe(6);
  });

  test('replaces an object only for who names its ETag and size', async () => {
    await putObject(stack.client, { bucket, key: 'mine', body: Buffer.from('old') });
    const view = await viewOf('mine');
    if (view.state.kind !== 'object') throw new Error('no object');
    const headers = { 'if-match': `"${view.state.facts.etag}"` };
    expect(await upload({ key: 'mine', headers })).toMatchObject({
      status: 428,
      answer: { code: 'proof-required' },
    });
    const wrong = { proofEtag: 'ABC', proofSize: '3' };
    expect(await upload({ key: 'mine', headers, query: wrong })).toMatchObject({ status: 412 });
    const proof = { proofEtag: view.state.facts.etag, proofSize: '3' };
    expect(await upload({ key: 'mine', headers, query: proof })).toMatchObject({ status: 200 });
    expect((await headObject(stack.client, { bucket, key: 'mine' })).size).toBe(5);
  });

  test('leaves a link alone, also one that came meanwhile', async () => {
    await putSymlink(stack.client, { bucket, key: 'a-link', target: 'somewhere' });
    const seen = await upload({ key: 'a-link', headers: { 'if-match': '"ABC"' } });
    expect(seen).toMatchObject({
      status: 409,
      answer: { code: 'write-blocked', params: { finding: 'key-is-link' } },
    });
    expect(await upload({ key: 'a-link' })).toMatchObject({ status: 409, answer: { code: 'key-taken' } });
  });

  test('refuses what is too long, has no condition, no length or another type, before OSS is asked', async () => {
    expect(await upload({ key: 'x', headers: {} })).toMatchObject({ status: 428 });
    const long = await upload({ key: 'x', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(long).toMatchObject({ status: 413, answer: { code: 'body-too-large' } });
    const json = { 'if-none-match': '*', 'content-type': 'application/json' };
    expect(await upload({ key: 'x', headers: json })).toMatchObject({ status: 415 });
    expect(await upload({ key: '/x' })).toMatchObject({
      status: 409,
      answer: { params: { finding: 'key-invalid' } },
    });
    expect(await exists('x')).toBe(false);
  });

  test('writes nothing when the caller goes away in the middle', async () => {
    const { hostname, port, host } = new URL(stack.bffUrl);
    const arrived = stack.faults.add({
      match: { operation: 'PutObject', key: 'half' },
      effect: { kind: 'hook', run: () => {} },
    });
    const socket = createConnection(Number(port), hostname);
    socket.write(
      `POST /api/v1/objects/upload?connection=default&bucket=${bucket}&key=half HTTP/1.1\r\nHost: ${host}\r\n` +
        `${csrfHeader.name}: ${csrfHeader.value}\r\ncontent-type: application/octet-stream\r\nif-none-match: *\r\ncontent-length: 1000\r\n\r\nhalf`,
    );
    await arrived.hit;
    socket.destroy();
    await upload({ key: 'after' });
    expect(await exists('half')).toBe(false);
  });
});
