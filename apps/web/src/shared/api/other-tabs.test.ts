import { afterEach, describe, expect, it, vi } from 'vitest';
import { hearOtherTabs, tellOtherTabs } from './other-tabs.ts';

const ends: (() => void)[] = [];
function hear(): unknown[] {
  const heard: unknown[] = [];
  ends.push(hearOtherTabs((...news) => heard.push(news)));
  return heard;
}

afterEach(() => ends.splice(0).forEach((end) => end()));

describe('telling other tabs', () => {
  it('names the place of a write and nothing else of it', async () => {
    const heard = hear();
    const written = { connection: 'local', bucket: 'b', key: 'a.txt', target: 'secret.txt' };
    tellOtherTabs(written);
    await vi.waitFor(() => expect(heard).toEqual([['local', 'b', 'a.txt']]));
  });

  it('tells of a scan without a key', async () => {
    const heard = hear();
    tellOtherTabs({ connection: 'local' });
    await vi.waitFor(() => expect(heard).toEqual([['local', undefined, undefined]]));
  });

  it('hears nothing it does not understand', async () => {
    const heard = hear();
    const channel = new BroadcastChannel('signpost-news');
    const said = [null, 'local', { connection: 'local' }, [], ['local', 1]];
    for (const data of [...said, ['last']]) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- channels have one origin
      channel.postMessage(data);
    }
    ends.push(() => channel.close());
    await vi.waitFor(() => expect(heard).toEqual([['last', undefined, undefined]]));
  });
});
