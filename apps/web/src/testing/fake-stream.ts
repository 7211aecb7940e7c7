interface FakeStream {
  response: Response;
  /** When the last event was sent, as `performance.now()` tells it. */
  readonly sentAt: number;
  send: (event: string, data: unknown) => void;
  /** Closes the connection. */
  end: () => void;
}

/** A stream of events that a test writes as it goes. */
export function fakeStream(): FakeStream {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>(undefined, undefined, {
    highWaterMark: 100,
  });
  const writer = writable.getWriter();
  const write = (text: string): void => {
    writer.write(encoder.encode(text)).catch(() => undefined);
  };
  let sentAt = 0;
  write('retry: 2000\n\n');
  return {
    response: new Response(readable, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    get sentAt() {
      return sentAt;
    },
    send(event, data) {
      sentAt = performance.now();
      write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end() {
      writer.close().catch(() => undefined);
    },
  };
}
