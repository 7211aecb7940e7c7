import type { ResolvedLink } from '@signpost/api-contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLinkBatcher, type BatchAnswer } from './link-batcher.ts';
import type { LinkToResolve } from '../../../shared/queries/object-queries.ts';

const limits = { size: 3, parallel: 2, wait: 50 };

interface Sent {
  keys: string[];
  signal: AbortSignal;
  answer: (calls?: number) => void;
  fail: (error: Error) => void;
}

function setUp() {
  const sent: Sent[] = [];
  const batcher = createLinkBatcher((links: LinkToResolve[], signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<BatchAnswer>();
    signal.addEventListener('abort', () => reject(signal.reason));
    const items = links.map(({ key }): ResolvedLink => ({
      key,
      target: `${key}!`,
      health: 'ok',
      checkedAt: '',
    }));
    sent.push({
      keys: links.map((link) => link.key),
      signal,
      answer: (calls = links.length) => resolve({ items, calls }),
      fail: reject,
    });
    return promise;
  }, limits);
  const ask = (key: string) => {
    const controller = new AbortController();
    const answer = batcher.load({ key, etag: 'e' }, controller.signal);
    answer.catch(() => undefined);
    return { answer, cancel: () => controller.abort() };
  };
  return { sent, batcher, ask };
}

describe('looking up the links of visible rows', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks for rows that come together in one request', async () => {
    const { sent, ask, batcher } = setUp();
    const one = ask('a');
    const two = ask('b');
    await vi.advanceTimersByTimeAsync(50);
    expect(sent.map((request) => request.keys)).toEqual([['a', 'b']]);
    sent[0]!.answer(4);
    expect((await one.answer).target).toBe('a!');
    expect((await two.answer).target).toBe('b!');
    expect(batcher.spent()).toBe(4);
  });

  it('keeps requests small and few at a time', async () => {
    const { sent, ask } = setUp();
    for (const key of 'abcdefgh') ask(key);
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.map((request) => request.keys.join(''))).toEqual(['abc', 'def']);
    sent[0]!.answer();
    await vi.advanceTimersByTimeAsync(50);
    expect(sent[2]!.keys).toEqual(['g', 'h']);
  });

  it('never asks for rows that were scrolled past', async () => {
    const { sent, ask } = setUp();
    ask('gone').cancel();
    ask('stays');
    await vi.advanceTimersByTimeAsync(50);
    expect(sent.map((request) => request.keys)).toEqual([['stays']]);
  });

  it('stops a request once nobody waits for any of its rows', async () => {
    const { sent, ask } = setUp();
    const one = ask('a');
    const two = ask('b');
    await vi.advanceTimersByTimeAsync(50);
    one.cancel();
    expect(sent[0]!.signal.aborted).toBe(false);
    two.cancel();
    expect(sent[0]!.signal.aborted).toBe(true);
    await expect(one.answer).rejects.toThrow('aborted');
  });

  it('tells every row of a failed request and goes on with the next', async () => {
    const { sent, ask } = setUp();
    const rows = ['a', 'b', 'c', 'd'].map(ask);
    await vi.advanceTimersByTimeAsync(100);
    sent[0]!.fail(new Error('503'));
    await expect(rows[0]!.answer).rejects.toThrow('503');
    await expect(rows[2]!.answer).rejects.toThrow('503');
    sent[1]!.answer();
    expect((await rows[3]!.answer).key).toBe('d');
  });
});
