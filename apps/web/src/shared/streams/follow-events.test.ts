import { expect, it, onTestFinished, vi } from 'vitest';
import { fakeStream } from '../../testing/fake-stream.ts';
import { followEvents } from './follow-events.ts';

function follow(answers: (() => Response)[], silentMs = 20_000) {
  const requests: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    requests.push(init);
    return (answers.shift() ?? (() => new Response(null, { status: 204 })))();
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const leaving = new AbortController();
  const events: unknown[] = [];
  const live: boolean[] = [];
  const done = followEvents('/events', {
    signal: leaving.signal,
    onEvent: (data) => events.push(data),
    onLive: (isLive) => live.push(isLive),
    silentMs,
    retryMs: { broken: 1, refused: 1 },
  });
  return { done, events, live, requests, leave: () => leaving.abort() };
}
const lastIdOf = (init: RequestInit | undefined) => new Headers(init?.headers).get('last-event-id');

it('goes on behind the last event where a connection broke, until the stream has ended', async () => {
  const [first, second] = [fakeStream(), fakeStream()];
  const { done, events, live, requests } = follow([() => first.response, () => second.response]);
  first.send('scan\nid: one', { at: 1 });
  await expect.poll(() => live).toEqual([true]);
  first.end();
  await expect.poll(() => requests.length).toBe(2);
  second.send('scan\nid: two', { at: 2 });
  second.send('end', {});
  await done;
  expect(requests.map(lastIdOf)).toEqual([null, 'one']);
  expect(events).toEqual([{ at: 1 }, { at: 2 }]);
  expect(live).toEqual([true, false, true, false]);
});

it('tries again what was refused, what is no stream, and what is silent; a 204 is the end', async () => {
  const silent = fakeStream();
  const { done, events, live, requests } = follow(
    [
      () => new Response('{}', { status: 503 }),
      () => new Response('<p>Sign in</p>', { headers: { 'content-type': 'text/html' } }),
      () => silent.response,
    ],
    50,
  );
  await done;
  expect(requests).toHaveLength(4);
  expect(events).toEqual([]);
  expect(live).toEqual([false, false, false, false]);
});

it('ends with its signal in the middle of a connection', async () => {
  const stream = fakeStream();
  const { done, live, leave } = follow([() => stream.response]);
  stream.send('scan', {});
  await expect.poll(() => live).toEqual([true]);
  leave();
  await done;
  expect(live).toEqual([true]);
});
