import { Readable } from 'node:stream';
import { ProblemError } from '../problems/problem-error.ts';
import type { Watched, Watcher } from '../watching/change-watch.ts';
import type { OperationContext, StreamAnswer } from './operation.ts';

const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that compresses or buffers would hold events back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** What a stream of events tells of. */
export interface Streamed extends Watched {
  /** Name of its events. */
  event: string;
  /** The stamp of what the caller has. */
  since: string | undefined;
  /** Throws where the caller may not follow it any more. */
  demand: (now: OperationContext) => void;
  /** As it is now, for the caller to see. @throws ProblemError where he may not see it any more */
  read: (stamp: string, now: OperationContext) => Promise<{ data: object; hasEnded: boolean }>;
}

/** Server-sent events (WHATWG HTML, section 9.2): what is followed each time that it has changed, until it has ended. */
export async function streamChanges(context: OperationContext, streamed: Streamed): Promise<StreamAnswer> {
  const { services, signal, headOnly } = context;
  if (headOnly) return { status: 200, headers: eventHeaders };
  const { since, stamp, read } = streamed;
  // 204 keeps a browser from connecting again to what has ended.
  if (since !== undefined && since === (await stamp()) && (await read(since, context)).hasEnded)
    return { status: 204, headers: {} };
  const watcher = services.changeWatch.open(streamed);
  if (watcher === undefined) throw new ProblemError('too-many-watchers', { retryAfterMs: 30_000 });
  signal.addEventListener('abort', () => watcher.close(), { once: true });
  if (signal.aborted) watcher.close();
  return { status: 200, headers: eventHeaders, body: Readable.from(toEvents(context, streamed, watcher)) };
}

async function* toEvents(
  context: OperationContext,
  { event, since, demand, read }: Streamed,
  watcher: Watcher,
): AsyncGenerator<string> {
  const { services, signal, redact } = context;
  const { changeWatch, heartbeatMs } = services;
  let told = since;
  // Also the first byte: a proxy passes the answer on.
  yield 'retry: 2000\n\n';
  while (!signal.aborted && !changeWatch.stopped.aborted) {
    const stamp = await watcher.changed(told, AbortSignal.any([signal, AbortSignal.timeout(heartbeatMs)]));
    // Asked anew each time: the right, or the session, may have ended since.
    const now = { ...context, permit: await context.permitNow() };
    demand(now);
    if (stamp === undefined) {
      yield ':\n\n';
      continue;
    }
    told = stamp;
    const { data, hasEnded } = await read(stamp, now);
    yield `id: ${stamp}\nevent: ${event}\ndata: ${redact(JSON.stringify(data))}\n\n`;
    if (hasEnded) {
      yield 'event: end\ndata: {}\n\n';
      return;
    }
  }
}
