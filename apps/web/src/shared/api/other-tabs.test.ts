import { afterEach, describe, expect, it, vi } from 'vitest';
import { hearOtherTabs, tellOtherTabs } from './other-tabs.ts';

const ends: (() => void)[] = [];
function hear(): unknown[] {
  const heard: unknown[] = [];
  ends.push(hearOtherTabs((...news) => heard.push(news)));
  return heard;
}

/** Another tab of the same browser. */
function openTab(): { heard: unknown[]; say: (words: unknown) => void } {
  const channel = new BroadcastChannel('signpost-news');
  const heard: unknown[] = [];
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => void heard.push(data));
  ends.push(() => channel.close());
  return {
    heard,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- channels have one origin
    say: (words) => channel.postMessage(words),
  };
}

afterEach(() => ends.splice(0).forEach((end) => end()));

describe('telling other tabs', () => {
  it('names the place of a write and nothing else of it', async () => {
    const { heard } = openTab();
    const written = { connection: 'local', bucket: 'b', key: 'a.txt', target: 'secret.txt' };
    tellOtherTabs(written);
    await vi.waitFor(() => expect(heard).toEqual([['local', 'b', 'a.txt']]));
  });

  it('tells of a scan without a key', async () => {
    const { heard } = openTab();
    tellOtherTabs({ connection: 'local' });
    await vi.waitFor(() => expect(heard).toEqual([['local']]));
  });

  it('is not heard by the tab itself, which has refreshed already', async () => {
    const heard = hear();
    const tab = openTab();
    tellOtherTabs({ connection: 'local', bucket: 'b', key: 'a.txt' });
    await vi.waitFor(() => expect(tab.heard).toHaveLength(1));
    tab.say(['from another tab']);
    await vi.waitFor(() => expect(heard).toEqual([['from another tab', undefined, undefined]]));
  });

  it('hears nothing it does not understand', async () => {
    const heard = hear();
    const tab = openTab();
    const said = [null, 'local', { connection: 'local' }, [], ['local', 1]];
    for (const data of [...said, ['last']]) tab.say(data);
    await vi.waitFor(() => expect(heard).toEqual([['last', undefined, undefined]]));
  });
});
