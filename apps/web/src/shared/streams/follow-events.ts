import { readEvents } from './read-events.ts';

export interface Followed {
  signal: AbortSignal;
  /** Called with each event but the last, `end`. */
  onEvent: (data: unknown) => void;
  /** Whether events come as they happen: otherwise the caller has to ask by itself. */
  onLive: (isLive: boolean) => void;
  /** Milliseconds without a sign of life after which a connection counts for nothing; the server gives one in 15 s. */
  silentMs?: number;
  /** Milliseconds until a connection that broke, and one that was refused or silent, is tried again. */
  retryMs?: { broken: number; refused: number };
}

type Outcome = 'ended' | 'broken' | 'refused';

/**
 * Follows a stream of events until it has ended or the signal aborts. A proxy that holds events back, a server that takes
 * no more followers and a connection that breaks are the same to the caller: it is not live.
 */
export async function followEvents(url: string, followed: Followed): Promise<void> {
  const { signal, onLive, retryMs = { broken: 2000, refused: 30_000 } } = followed;
  const place: { id?: string | undefined } = {};
  while (!signal.aborted) {
    const outcome = await followOnce(url, followed, place);
    if (signal.aborted) return;
    onLive(false);
    if (outcome === 'ended') return;
    await rest(retryMs[outcome], signal);
  }
}

async function followOnce(
  url: string,
  { signal, onEvent, onLive, silentMs = 20_000 }: Followed,
  place: { id?: string | undefined },
): Promise<Outcome> {
  const giveUp = new AbortController();
  const stop = (): void => giveUp.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, silentMs);
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'text/event-stream',
        ...(place.id === undefined ? {} : { 'last-event-id': place.id }),
      },
      signal: giveUp.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
    if (response.status === 204) return 'ended';
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!response.ok || !isStream || response.body === null) return 'refused';
    for await (const event of readEvents(untilAbort(response.body, giveUp.signal))) {
      clearTimeout(timer);
      timer = setTimeout(stop, silentMs);
      if (event.kind === 'sign') continue;
      if (event.name === 'end') return 'ended';
      place.id = event.id ?? place.id;
      onEvent(JSON.parse(event.data));
      onLive(true);
    }
    return 'broken';
  } catch {
    return giveUp.signal.aborted ? 'refused' : 'broken';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    giveUp.abort();
  }
}

/** A body that ends with a signal, also where the connection does not follow it. */
function untilAbort<T>(body: ReadableStream<T>, signal: AbortSignal): ReadableStream<T> {
  return body.pipeThrough(new TransformStream<T, T>(), { signal });
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
