import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { call, toOperationUrl } from './call.ts';
import { shouldRetry } from './retry.ts';

interface Answer {
  status: number;
  body: string;
  /** Absent: not an answer of ours. */
  release?: string;
}

describe('calling the API', () => {
  let server: Server;
  let seen: IncomingMessage[];
  let answer: Answer | 'never';

  beforeEach(async () => {
    seen = [];
    answer = { status: 200, body: '{}', release: 'r1' };
    server = createServer((request, response) => {
      seen.push(request);
      request.resume();
      if (answer === 'never') return;
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...(answer.release === undefined ? {} : { 'signpost-release': answer.release }),
      });
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const send = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => send(new URL(url, base), init));
  });

  afterEach(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const list = (signal?: AbortSignal) =>
    call('listObjects', {
      query: { connection: 'c', bucket: 'b', prefix: 'a b+c/%2F&é' },
      ...(signal === undefined ? {} : { signal }),
    });
  const remove = (condition: { ifMatch: string }) =>
    call('deleteLink', { body: { connection: 'c', bucket: 'b', key: 'k' }, condition });
  const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ApiError);
    return error as ApiError;
  };

  it('sends keys in the query, whole, and reads without the header that writes carry', async () => {
    answer = { status: 200, body: JSON.stringify({ items: [], calls: 1 }), release: 'r1' };
    expect(await list()).toEqual({ items: [], calls: 1 });
    const url = new URL(seen[0]!.url!, 'http://localhost');
    expect(url.pathname).toBe('/api/v1/objects');
    expect(url.searchParams.get('prefix')).toBe('a b+c/%2F&é');
    expect(seen[0]!.headers['x-signpost-csrf']).toBeUndefined();
  });

  it('carries what the user saw, and the header no other origin can set, on writes', async () => {
    await remove({ ifMatch: 'l.abc' });
    expect(seen[0]!.headers).toMatchObject({
      'if-match': '"l.abc"',
      'x-signpost-csrf': '1',
      'content-type': 'application/json',
    });
  });

  it('says that nothing was there by If-None-Match', async () => {
    await call('createLink', {
      body: { connection: 'c', bucket: 'b', key: 'k', target: 't' },
      condition: 'absent',
    });
    expect(seen[0]!.headers['if-none-match']).toBe('*');
  });

  it('turns a problem into an error with its code, upstream ids and retry mark', async () => {
    const problem = {
      type: 'x',
      title: 'Slow down',
      status: 503,
      code: 'oss-throttled',
      retryable: true,
      upstream: { ossCode: 'ServiceBusy', ossRequestId: '5C3D' },
    };
    answer = { status: 503, body: JSON.stringify(problem) };
    const error = await failure(list());
    expect(error).toMatchObject({ code: 'oss-throttled', status: 503, retryable: true });
    expect(error.problem?.upstream?.ossRequestId).toBe('5C3D');
    expect([0, 1, 2].map((failures) => shouldRetry(failures, error))).toEqual([true, true, false]);
  });

  it('shows a code of a newer server as an inner failure, and does not retry what may not be', async () => {
    answer = {
      status: 418,
      body: JSON.stringify({ type: 'x', title: 'x', status: 418, code: 'teapot', retryable: false }),
    };
    const error = await failure(list());
    expect(error.code).toBe('internal');
    expect(shouldRetry(0, error)).toBe(false);
  });

  it('recognises the page of a proxy and an answer that is not the server’s', async () => {
    answer = { status: 502, body: '<html>Bad gateway</html>' };
    expect(await failure(list())).toMatchObject({ code: 'answer-invalid', retryable: true });
    answer = { status: 200, body: '{"items":[]}' };
    expect(await failure(list())).toMatchObject({ code: 'answer-invalid', retryable: false });
    answer = { status: 200, body: '"items"', release: 'r1' };
    expect(await failure(list())).toMatchObject({ code: 'answer-invalid', retryable: false });
  });

  it('tells a server that is gone from a call that was taken back', async () => {
    answer = 'never';
    const controller = new AbortController();
    const taken = list(controller.signal);
    controller.abort();
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(list())).toMatchObject({ code: 'network', retryable: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  it('gives plain addresses for links and images', () => {
    expect(toOperationUrl('downloadObject', { connection: 'c', bucket: 'b', key: 'a/ß?' })).toBe(
      '/api/v1/object/download?connection=c&bucket=b&key=a%2F%C3%9F%3F',
    );
  });
});
