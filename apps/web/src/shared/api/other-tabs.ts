/** What one tab tells the others: a connection, of which a bucket is being read; or with bucket and key what was written. */
export interface TabNews {
  connection: string;
  bucket?: string;
  key?: string;
}

const channelName = 'signpost-news';

/** The channel on which this tab listens: only the one that sends a message does not hear it. */
let heard: BroadcastChannel | undefined;

/** Tells the other tabs of this browser; the tab itself does not hear it. */
export function tellOtherTabs({ connection, bucket, key }: TabNews): void {
  const channel = heard ?? new BroadcastChannel(channelName);
  const words = bucket === undefined ? [connection] : [connection, bucket, key];
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- channels have one origin, this one
  channel.postMessage(words);
  if (channel !== heard) channel.close();
}

/** Hears what other tabs tell. A tab may run another version of the console: what is no list of names is passed over. */
export function hearOtherTabs(
  onNews: (connection: string, bucket?: string, key?: string) => void,
): () => void {
  const channel = new BroadcastChannel(channelName);
  heard = channel;
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (Array.isArray(data) && data.every((word): word is string => typeof word === 'string')) {
      const [connection, bucket, key] = data;
      if (connection !== undefined) onNews(connection, bucket, key);
    }
  });
  return () => {
    if (heard === channel) heard = undefined;
    channel.close();
  };
}
