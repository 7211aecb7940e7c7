/** An event of a stream (WHATWG HTML, section 9.2), or a sign of life between two. */
export type StreamEvent =
  | { kind: 'event'; name: string; id: string | undefined; data: string }
  | { kind: 'sign' };

/** What comes over a stream of events, as soon as each of it is whole. */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const blocks = (text + step.value).split('\n\n');
      text = blocks.pop() ?? '';
      yield* blocks.map(toEvent);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function toEvent(block: string): StreamEvent {
  const lines = block.split('\n');
  const valueOf = (field: string): string | undefined =>
    lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
  const name = valueOf('event');
  return name === undefined
    ? { kind: 'sign' }
    : { kind: 'event', name, id: valueOf('id'), data: valueOf('data') ?? '' };
}
