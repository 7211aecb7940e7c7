export interface StreamEvent {
  id?: string;
  event?: string;
  data?: string;
}

/** Events of a stream up to its end, and the comments between them; `begun` resolves with the first event. */
export function readEvents(response: Response): {
  begun: Promise<void>;
  ended: Promise<{ events: StreamEvent[]; comments: number }>;
} {
  const begun = Promise.withResolvers<void>();
  const read = async (): Promise<{ events: StreamEvent[]; comments: number }> => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event: ')) begun.resolve();
    }
    const blocks = text.split('\n\n');
    const events = blocks.map((block): StreamEvent => {
      const lines = block.split('\n').map((line) => /^(id|event|data): (.*)$/.exec(line));
      return Object.fromEntries(
        lines.flatMap((match) => (match === null ? [] : [[match[1], match[2]]])),
      ) as StreamEvent;
    });
    return {
      events: events.filter(({ event }) => event !== undefined),
      comments: blocks.filter((block) => block.startsWith(':')).length,
    };
  };
  return { begun: begun.promise, ended: read() };
}
