/** What one tab tells the others: a key that was written, or without one that a bucket is being read. */
export interface TabNews {
  connection: string;
  bucket?: string;
  key?: string;
}

const channelName = 'signpost-news';

/** Tells the other tabs of this browser; the tab itself does not hear it. */
export function tellOtherTabs({ connection, bucket, key }: TabNews): void {
  const channel = new BroadcastChannel(channelName);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- channels have one origin, this one
  channel.postMessage({ connection, bucket, key });
  channel.close();
}

/** Hears what other tabs tell, for as long as the returned function is not called. */
export function hearOtherTabs(onNews: (news: TabNews) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const news = parseTabNews(data);
    if (news !== undefined) onNews(news);
  });
  return () => channel.close();
}

/** A tab may run another version of the console: what it says is read like any input. */
function parseTabNews(data: unknown): TabNews | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { connection, bucket, key } = data as Record<string, unknown>;
  if (typeof connection !== 'string') return undefined;
  if (bucket === undefined && key === undefined) return { connection };
  return typeof bucket === 'string' && typeof key === 'string' ? { connection, bucket, key } : undefined;
}
